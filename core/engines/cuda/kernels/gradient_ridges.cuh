#pragma once

#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// Canny up to the thresholds: gradient magnitude where it is a ridge, else 0; gradientRidges of
/// reference/canny.hpp.
///
///   block: 30 × 6 pixels; 32 × 8 threads, each first the magnitude of one pixel of the tile with its margin
///   of 1 (outside the picture 0) shared: those magnitudes, 0 … 2040 grid: x the columns, y the rows, z the
///   frame
struct FindRidges {
  static constexpr int tileWidth = 32;
  static constexpr int tileHeight = 8;
  static constexpr int threads = tileWidth * tileHeight;
  static constexpr int width = tileWidth - 2;
  static constexpr int height = tileHeight - 2;
  struct Shared {
    int magnitudes[threads];
  };
  Stack<const unsigned char> luma;
  Stack<unsigned short> ridges;

  Grid grid(int frames) const {
    return {partsOf(luma.width, width), partsOf(luma.height, height), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int column = thread.index() % tileWidth;
    const int row = thread.index() / tileWidth;
    const int x = thread.blockX() * width - 1 + column;
    const int y = thread.blockY() * height - 1 + row;
    const bool inPicture = x >= 0 && x < luma.width && y >= 0 && y < luma.height;
    int dx = 0;
    int dy = 0;
    if (inPicture) {
      const auto source = thread.layer(luma, thread.blockZ());
      const int left = replicate(x - 1, luma.width);
      const int right = replicate(x + 1, luma.width);
      const int above = replicate(y - 1, luma.height);
      const int below = replicate(y + 1, luma.height);
      const auto at = [&](int nx, int ny) { return static_cast<int>(thread.load(source, nx, ny)); };
      dx = (at(right, above) + 2 * at(right, y) + at(right, below)) -
           (at(left, above) + 2 * at(left, y) + at(left, below));
      dy = (at(left, below) + 2 * at(x, below) + at(right, below)) -
           (at(left, above) + 2 * at(x, above) + at(right, above));
    }
    const int here = absolute(dx) + absolute(dy);
    thread.write(shared.magnitudes, thread.index(), here);
    thread.barrier();
    const bool ours = column >= 1 && column <= width && row >= 1 && row <= height;
    if (!inPicture || !ours) return;
    const bool ridge = isRidge(thread, shared, here, dx, dy);
    thread.store(thread.layer(ridges, thread.blockZ()), x, y, static_cast<unsigned short>(ridge ? here : 0));
  }

 private:
  GRADEVAULT_DEVICE static int absolute(int value) { return value < 0 ? -value : value; }

  template <class Thread>
  GRADEVAULT_DEVICE static bool isRidge(const Thread& thread, Shared& shared, int here, int dx, int dy) {
    constexpr int tangent22 = 13573;  // tan 22.5° · 2^15
    const auto beside = [&](int right, int down) {
      return thread.read(shared.magnitudes, thread.index() + down * tileWidth + right);
    };
    const int across = absolute(dx);
    const int along = absolute(dy) << 15;
    const int shallow = across * tangent22;
    const int steep = shallow + (across << 16);  // tan 67.5° = tan 22.5° + 2
    if (along < shallow) return here > beside(-1, 0) && here >= beside(1, 0);
    if (along > steep) return here > beside(0, -1) && here >= beside(0, 1);
    const int slope = (dx ^ dy) < 0 ? -1 : 1;
    return here > beside(-slope, -1) && here > beside(slope, 1);
  }
};

}  // namespace gradevault::cuda
