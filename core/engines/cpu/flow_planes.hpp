#pragma once

#include <cstddef>
#include <vector>

#include "gradevault/geometry.hpp"
#include "large_memory.hpp"
#include "polynomial_expansion.hpp"

namespace gradevault::cpu {

/// Float planes of one size with room to read beyond every edge: `margin` values left and right of a row, two more rows
/// at the bottom. The planes of a row lie side by side:
///
///     row 0: [margin| plane 0 |margin][margin| plane 1 |margin] …
///     row 1: …
///
/// so that what one pixel needs of all planes lies within a few cache lines a row, and no two of them a multiple of 4 KiB
/// apart (they would evict each other). What lies beyond an edge is finite, its values are the writer's business.
class FlowPlanes {
 public:
  static constexpr int margin = 32;  ///< ≥ two of the widest vectors
  static constexpr int rowsBelow = 2;

  FlowPlanes() = default;
  FlowPlanes(FlowPlanes&&) = default;
  FlowPlanes& operator=(FlowPlanes&&) = default;

  /// Keeps the memory where it suffices.
  void resize(Size size, int planes);
  [[nodiscard]] Size size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_.width == 0; }
  /// Values from one row of a plane to the next.
  [[nodiscard]] std::ptrdiff_t stride() const noexcept { return stride_; }
  /// Values from one plane of a row to the next.
  [[nodiscard]] std::ptrdiff_t planeStep() const noexcept { return planeStep_; }
  [[nodiscard]] float* row(int y, int plane = 0) noexcept {
    return first_ + y * stride_ + plane * planeStep_;
  }
  [[nodiscard]] const float* row(int y, int plane = 0) const noexcept {
    return first_ + y * stride_ + plane * planeStep_;
  }

 private:
  Size size_;
  std::ptrdiff_t planeStep_ = 0;
  std::ptrdiff_t stride_ = 0;
  std::vector<float, LargeMemory<float>> values_;
  float* first_ = nullptr;  ///< pixel (0, 0) of plane 0, at the beginning of a cache line
};

/// A frame's expansions, level 0 (the full size) first: five planes each, in the order of ExpansionChannel. The column
/// right of the last one and the row below the last one repeat them, for samples that fall exactly on them.
using ExpansionPyramid = std::vector<FlowPlanes>;

}  // namespace gradevault::cpu
