#pragma once

#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// What a pixel's 5×5 neighbourhood gives: |Laplacian|, squared Sobel magnitude, 625 × the variance; border
/// 101. See edges/edge_stages.hpp.
///
///   block: 32 × 8 pixels; shared: the luma of the tile with a margin of 2
///   grid: x the columns, y the rows, z the frame
struct MeasureNeighbourhoods {
  static constexpr int width = 32;
  static constexpr int height = 8;
  static constexpr int threads = width * height;
  static constexpr int margin = 2;
  static constexpr int tileWidth = width + 2 * margin;
  static constexpr int tileHeight = height + 2 * margin;
  struct Shared {
    int luma[tileWidth * tileHeight];
  };
  Stack<const unsigned char> luma;
  Stack<unsigned short> laplacian;
  Stack<int> gradient;
  Stack<int> deviation;

  Grid grid(int frames) const {
    return {partsOf(luma.width, width), partsOf(luma.height, height), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int left = thread.blockX() * width;
    const int top = thread.blockY() * height;
    const auto source = thread.layer(luma, thread.blockZ());
    for (int i = thread.index(); i < tileWidth * tileHeight; i += threads) {
      const int x = reflect101(left - margin + i % tileWidth, luma.width);
      const int y = reflect101(top - margin + i / tileWidth, luma.height);
      thread.write(shared.luma, i, thread.load(source, x, y));
    }
    thread.barrier();
    const int x = left + thread.index() % width;
    const int y = top + thread.index() / width;
    if (x >= luma.width || y >= luma.height) return;
    const int centre = (thread.index() / width + margin) * tileWidth + thread.index() % width + margin;
    const auto at = [&](int right, int down) {
      return thread.read(shared.luma, centre + down * tileWidth + right);
    };

    const int laplace = at(0, -1) + at(0, 1) + at(-1, 0) + at(1, 0) - 4 * at(0, 0);
    thread.store(thread.layer(laplacian, thread.blockZ()), x, y,
                 static_cast<unsigned short>(laplace < 0 ? -laplace : laplace));
    const int dx = (at(1, -1) + 2 * at(1, 0) + at(1, 1)) - (at(-1, -1) + 2 * at(-1, 0) + at(-1, 1));
    const int dy = (at(-1, 1) + 2 * at(0, 1) + at(1, 1)) - (at(-1, -1) + 2 * at(0, -1) + at(1, -1));
    thread.store(thread.layer(gradient, thread.blockZ()), x, y, dx * dx + dy * dy);
    int sum = 0;
    int squares = 0;
    GRADEVAULT_UNROLL
    for (int down = -2; down <= 2; ++down) {
      GRADEVAULT_UNROLL
      for (int right = -2; right <= 2; ++right) {
        const int value = at(right, down);
        sum += value;
        squares += value * value;
      }
    }
    thread.store(thread.layer(deviation, thread.blockZ()), x, y, 25 * squares - sum * sum);
  }
};

}  // namespace gradevault::cuda
