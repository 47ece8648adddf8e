#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// The quick luma: block means `(sum + n / 2) / n` over factor × factor pixels, remainders cropped;
/// averageDown of gradevault/luma.hpp. One thread a pixel of the result.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row, z the frame
struct AverageLuma {
  static constexpr int threads = 128;
  Stack<const unsigned char> luma;
  Stack<unsigned char> quick;
  int blockWidth = 1;  ///< the factor, or the luma's side where that is shorter
  int blockHeight = 1;

  Grid grid(int frames) const { return {partsOf(quick.width, threads), quick.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= quick.width) return;
    const auto source = thread.layer(luma, thread.blockZ());
    const unsigned long long pixels =
        static_cast<unsigned long long>(blockWidth) * static_cast<unsigned>(blockHeight);
    unsigned long long sum = pixels / 2;
    for (int row = 0; row < blockHeight; ++row) {
      for (int column = 0; column < blockWidth; ++column) {
        sum += thread.load(source, x * blockWidth + column, y * blockHeight + row);
      }
    }
    thread.store(thread.layer(quick, thread.blockZ()), x, y, static_cast<unsigned char>(sum / pixels));
  }
};

}  // namespace gradevault::cuda
