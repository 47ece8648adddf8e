#pragma once

#include <cstddef>
#include <vector>

#include "gradevault/geometry.hpp"
#include "gradevault/options.hpp"
#include "kernels/iterate_flow.cuh"

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

/// A level with the column and the row that its expansions have more.
[[nodiscard]] Size withApron(Size level);

/// Device memory that the flow of `batch` frames takes, in bytes.
[[nodiscard]] std::size_t flowBytes(const FlowPlan& plan, int batch);

/// How IterateFlow cuts a level for so many pairs on a device of so many multiprocessors: the blocks come in
/// rounds, as many at a time as the device holds, and every block begins with rows that only fill its window,
/// so it is the fewest rows a multiprocessor walks. The result does not depend on it.
[[nodiscard]] StripShape stripShape(Size level, int pairs, int multiprocessors);

}  // namespace gradevault::cuda
