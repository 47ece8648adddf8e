#pragma once

#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// Half of a decimating filter, from the middle outwards; travels as a kernel argument (constant bank).
struct DecimationFilter {
  static constexpr int most = 320;
  int count = 0;
  float taps[most] = {};
};

/// One level above 0 of the flow's pyramid, straight from the full-size luma: blur and decimation in one,
/// down the columns, then along the rows; see reference/level_luma.hpp.
///
///   block: a run of `outputs()` samples of one row; grid: x the runs, y the row, z the frame
///   shared: the column sums under the run, (outputs − 1) · 2^level + 2 · taps of them, made by fours that
///   begin at a multiple of 4 in the picture
///
///        full size  ├─taps─┤├─ 2^level ─┤├─ … ─┤├─taps─┤
///        sums       0 1 2 …                             ≤ mostColumns
struct DecimateLuma {
  static constexpr int threads = 256;
  static constexpr int runColumns = 1024;  ///< full-size pixels a run covers
  static constexpr int mostColumns = runColumns + 2 * DecimationFilter::most + 8;
  struct Shared {
    alignas(16) float sums[mostColumns];
  };

  Stack<const unsigned char> luma;
  Stack<float> level;  ///< one layer a frame
  int index = 1;       ///< of the level, 1 … 8
  DecimationFilter filter;

  int outputs() const { return runColumns >> index; }
  Grid grid(int frames) const { return {partsOf(level.width, outputs()), level.height, frames, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int y = thread.blockY();
    const int first = thread.blockX() * (runColumns >> index);
    const int last =
        first + (runColumns >> index) < level.width ? first + (runColumns >> index) : level.width;
    const int leftmost = (middleOf(first) - filter.count + 1) >> 2 << 2;
    const int columns = middleOf(last - 1) + filter.count + 1 - leftmost;

    const auto source = thread.layer(luma, thread.blockZ());
    for (int i = 4 * thread.index(); i < columns; i += 4 * threads) {
      sumColumns(thread, source, leftmost + i, middleOf(y), shared, i);
    }
    thread.barrier();
    const auto out = thread.layer(level, thread.blockZ());
    for (int x = first + thread.index(); x < last; x += threads) {
      const int middle = middleOf(x) - leftmost;
      float sum = filter.taps[0] * (thread.read(shared.sums, middle) + thread.read(shared.sums, middle + 1));
      for (int j = 1; j < filter.count; ++j) {
        sum += filter.taps[j] *
               (thread.read(shared.sums, middle - j) + thread.read(shared.sums, middle + 1 + j));
      }
      thread.store(out, x, y, sum);
    }
  }

 private:
  /// The left (or upper) one of the two pixels in the middle of a sample.
  GRADEVAULT_DEVICE int middleOf(int sample) const { return (sample << index) + (1 << (index - 1)) - 1; }

  /// The sums of the columns x … x + 3.
  template <class Thread>
  GRADEVAULT_DEVICE void sumColumns(const Thread& thread, const Plane<const unsigned char>& source, int x,
                                    int middle, Shared& shared, int at) const {
    float sums[4] = {};
    for (int j = 0; j < filter.count; ++j) {
      unsigned char above[4];
      unsigned char below[4];
      loadColumns(thread, source, x, replicate(middle - j, luma.height), above);
      loadColumns(thread, source, x, replicate(middle + 1 + j, luma.height), below);
      GRADEVAULT_UNROLL
      for (int k = 0; k < 4; ++k) {
        const float weighted = filter.taps[j] * static_cast<float>(int{above[k]} + int{below[k]});
        sums[k] = j == 0 ? weighted : sums[k] + weighted;
      }
    }
    thread.writeFour(shared.sums, at, sums);
  }

  template <class Thread>
  GRADEVAULT_DEVICE void loadColumns(const Thread& thread, const Plane<const unsigned char>& source, int x,
                                     int y, unsigned char (&values)[4]) const {
    if (x >= 0 && x + 3 < luma.width) {
      thread.loadFour(source, x, y, values);
    } else {
      GRADEVAULT_UNROLL
      for (int k = 0; k < 4; ++k) values[k] = thread.load(source, replicate(x + k, luma.width), y);
    }
  }
};

}  // namespace gradevault::cuda
