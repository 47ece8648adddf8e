#pragma once

#include <cstddef>
#include <vector>

#include "gradevault/geometry.hpp"
#include "gradevault/options.hpp"

namespace gradevault::cuda {

/// Everything about a flow that is known before the first frame.
struct FlowPlan {
  std::vector<Size> levels;  ///< from level 0, the full size, to the coarsest
  int window = 15;
  int iterations = 3;

  /// The one-kernel iteration knows one window; all others, and a single iteration, go the general way.
  [[nodiscard]] bool needsWideWindow() const { return window != 15 || iterations == 1; }
};

[[nodiscard]] FlowPlan flowPlan(Size size, const Options& options);

/// Device memory that the flow of `batch` frames takes, in bytes.
[[nodiscard]] std::size_t flowBytes(const FlowPlan& plan, int batch);

/// Rows that a block of IterateFlow walks down: as many as leave the device enough blocks, since each begins
/// with 16 rows that only fill its window. The result does not depend on it.
[[nodiscard]] int rowsPerBlock(Size level, int pairs);

}  // namespace gradevault::cuda
