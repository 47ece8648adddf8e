#pragma once

#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// Level 0 of the flow's pyramid: the luma blurred by (1 2 1) / 4 down the columns, then along the rows,
/// edges replicated; see reference/level_luma.hpp. One thread a pixel, neighbours through the L1 cache.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row, z the frame
struct BlurLuma {
  static constexpr int threads = 128;

  Stack<const unsigned char> luma;
  Stack<float> level;  ///< of the luma's size, one layer a frame

  Grid grid(int frames) const { return {partsOf(level.width, threads), level.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= level.width) return;
    const auto source = thread.layer(luma, thread.blockZ());
    const int above = replicate(y - 1, luma.height);
    const int below = replicate(y + 1, luma.height);
    const auto column = [&](int at) {
      const int clamped = replicate(at, luma.width);
      return blurred(thread.load(source, clamped, above), thread.load(source, clamped, y),
                     thread.load(source, clamped, below));
    };
    thread.store(thread.layer(level, thread.blockZ()), x, y,
                 blurred(column(x - 1), column(x), column(x + 1)));
  }

  GRADEVAULT_DEVICE static float blurred(float before, float here, float after) {
    return 0.5F * here + 0.25F * (before + after);
  }
};

}  // namespace gradevault::cuda
