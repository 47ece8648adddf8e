#pragma once

#include <vector>

#include "flow_planes.hpp"
#include "large_memory.hpp"

namespace gradevault::cpu {

/// Rows of floats that grow once and are then reused.
class RowBuffer {
 public:
  /// Room for `count` values; what was there is lost. Zero where it is new.
  [[nodiscard]] float* take(std::size_t count) {
    if (values_.size() < count) values_.assign(count, 0.0F);
    return values_.data();
  }

 private:
  std::vector<float, LargeMemory<float>> values_;
};

/// What one thread needs beside its pictures while it works on one frame or pair; kept from one to the next, so that
/// nothing is allocated inside the loop over frames.
struct FlowScratch {
  FlowPlanes level;                ///< one level's luma
  RowBuffer rows;                  ///< of the column filters
  RowBuffer stripe;                ///< rings of window sums
  std::vector<FlowPlanes> flows;   ///< dx and dy of each level but the finest
};

}  // namespace gradevault::cpu
