#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// Closing with a 2×2 square that reaches up and left in both steps, outside the picture counting for
/// neither; EdgeStages::closed. Both steps in one: the smallest of four largest values.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row, z the mask
struct CloseMask {
  static constexpr int threads = 128;
  Stack<const unsigned char> mask;
  Stack<unsigned char> closed;

  Grid grid(int masks) const { return {partsOf(mask.width, threads), mask.height, masks, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= mask.width) return;
    const auto source = thread.layer(mask, thread.blockZ());
    const auto dilated = [&](int column, int row) {
      int most = 0;
      for (int ny = row > 0 ? row - 1 : row; ny <= row; ++ny) {
        for (int nx = column > 0 ? column - 1 : column; nx <= column; ++nx) {
          const int value = thread.load(source, nx, ny);
          most = value > most ? value : most;
        }
      }
      return most;
    };
    int least = 255;
    for (int ny = y > 0 ? y - 1 : y; ny <= y; ++ny) {
      for (int nx = x > 0 ? x - 1 : x; nx <= x; ++nx) {
        const int value = dilated(nx, ny);
        least = value < least ? value : least;
      }
    }
    thread.store(thread.layer(closed, thread.blockZ()), x, y, static_cast<unsigned char>(least));
  }
};

}  // namespace gradevault::cuda
