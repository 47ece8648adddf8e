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
  static constexpr int threads = 288;      ///< so that the columns of a run are one round up to level 3
  static constexpr int together = 5;       ///< pairs of rows that a thread asks for at a time
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
      const int x = leftmost + i;
      if (x >= 0 && x + 3 < luma.width) {
        sumColumns<true>(thread, source, x, middleOf(y), shared, i);
      } else {
        sumColumns<false>(thread, source, x, middleOf(y), shared, i);
      }
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

  /// The sums of the columns x … x + 3. Pixels stay four in a number, and pairs of rows are added two in a
  /// number, as long as they are whole: half of the instructions.
  template <bool inside, class Thread>
  GRADEVAULT_DEVICE void sumColumns(const Thread& thread, const Plane<const unsigned char>& source, int x,
                                    int middle, Shared& shared, int at) const {
    constexpr unsigned evens = 0x00FF00FFU;
    float sums[4] = {};
    for (int first = 0; first < filter.count; first += together) {
      unsigned above[together] = {};
      unsigned below[together] = {};
      GRADEVAULT_UNROLL
      for (int j = 0; j < together; ++j) {
        if (first + j >= filter.count) break;
        above[j] = columnsAt<inside>(thread, source, x, replicate(middle - first - j, luma.height));
        below[j] = columnsAt<inside>(thread, source, x, replicate(middle + 1 + first + j, luma.height));
      }
      GRADEVAULT_UNROLL
      for (int j = 0; j < together; ++j) {
        if (first + j >= filter.count) break;
        const unsigned even = (above[j] & evens) + (below[j] & evens);
        const unsigned odd = (above[j] >> 8 & evens) + (below[j] >> 8 & evens);
        const unsigned pairs[4] = {even & 0xFFFFU, odd & 0xFFFFU, even >> 16, odd >> 16};
        const float tap = filter.taps[first + j];
        GRADEVAULT_UNROLL
        for (int k = 0; k < 4; ++k) {
          const float weighted = tap * static_cast<float>(static_cast<int>(pairs[k]));
          sums[k] = first + j == 0 ? weighted : sums[k] + weighted;
        }
      }
    }
    thread.writeFour(shared.sums, at, sums);
  }

  /// The pixels x … x + 3, the first in the lowest byte.
  template <bool inside, class Thread>
  GRADEVAULT_DEVICE unsigned columnsAt(const Thread& thread, const Plane<const unsigned char>& source, int x,
                                       int y) const {
    if constexpr (inside) {
      return thread.loadFour(source, x, y);
    } else {
      unsigned four = 0;
      GRADEVAULT_UNROLL
      for (int k = 0; k < 4; ++k) {
        four |= unsigned{thread.load(source, replicate(x + k, luma.width), y)} << (8 * k);
      }
      return four;
    }
  }
};

}  // namespace gradevault::cuda
