#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// A decoder's surface, read where it lies, as 8-bit full-range luma: lumaFrom8Bit and lumaFrom16Bit of
/// gradevault/luma.hpp, whose table is this very formula. Bytes, or 16-bit words with `bits` (9 … 16)
/// significant high bits. One thread a pixel.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
template <class Sample>
struct ReadSurface {
  static constexpr int threads = 128;
  Plane<const Sample> surface;
  Plane<unsigned char> luma;
  int bits = 8;
  bool limited = true;

  Grid grid() const { return {partsOf(luma.width, threads), luma.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= luma.width) return;
    int value = thread.load(surface, x, y);
    if (sizeof(Sample) == 2) value = atMost255(((value >> (16 - bits)) + (1 << (bits - 9))) >> (bits - 8));
    if (limited) value = atMost255(((value > 16 ? value - 16 : 0) * 255 + 109) / 219);
    thread.store(luma, x, y, static_cast<unsigned char>(value));
  }

 private:
  GRADEVAULT_DEVICE static int atMost255(int value) { return value < 255 ? value : 255; }
};

}  // namespace gradevault::cuda
