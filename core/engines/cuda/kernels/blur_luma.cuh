#pragma once

#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// Level 0 of the flow's pyramid: the luma blurred by (1 2 1) / 4 down the columns, then along the rows,
/// edges replicated; see reference/level_luma.hpp.
///
///   block: 126 × 8 pixels from 128 columns; thread t blurs column 126·bx − 1 + t down 8 rows
///   shared: those rows
///   grid: x the columns, y the rows, z the frame
struct BlurLuma {
  static constexpr int threads = 128;
  static constexpr int width = threads - 2;
  static constexpr int rows = 8;
  struct Shared {
    float columns[rows * threads];
  };

  Stack<const unsigned char> luma;
  Stack<float> level;  ///< of the luma's size, one layer a frame

  Grid grid(int frames) const {
    return {partsOf(level.width, width), partsOf(level.height, rows), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * width - 1 + thread.index();
    const int top = thread.blockY() * rows;
    const auto source = thread.layer(luma, thread.blockZ());
    float values[rows + 2];
    GRADEVAULT_UNROLL
    for (int i = 0; i < rows + 2; ++i) {
      values[i] = thread.load(source, replicate(x, luma.width), replicate(top - 1 + i, luma.height));
    }
    GRADEVAULT_UNROLL
    for (int i = 0; i < rows; ++i) {
      thread.write(shared.columns, i * threads + thread.index(),
                   blurred(values[i], values[i + 1], values[i + 2]));
    }
    thread.barrier();
    if (thread.index() < 1 || thread.index() > width || x >= level.width) return;
    const auto out = thread.layer(level, thread.blockZ());
    GRADEVAULT_UNROLL
    for (int i = 0; i < rows; ++i) {
      if (top + i >= level.height) return;
      const int at = i * threads + thread.index();
      thread.store(out, x, top + i,
                   blurred(thread.read(shared.columns, at - 1), thread.read(shared.columns, at),
                           thread.read(shared.columns, at + 1)));
    }
  }

  GRADEVAULT_DEVICE static float blurred(float before, float here, float after) {
    return 0.5F * here + 0.25F * (before + after);
  }
};

}  // namespace gradevault::cuda
