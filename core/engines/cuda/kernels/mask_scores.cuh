#pragma once

#include "block_sum.cuh"
#include "merge_scores.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// 255 where a valid pixel's score is over the threshold; the mask of scoreMask in edges/edge_score.hpp.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
struct MaskScores {
  static constexpr int threads = 128;
  Stack<const unsigned short> score;
  Stack<const unsigned char> valid;
  Stack<unsigned char> mask;
  double threshold = 0;

  Grid grid() const { return {partsOf(mask.width, threads), mask.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= mask.width) return;
    const bool over = thread.load(thread.layer(valid, 0), x, y) != 0 &&
                      static_cast<double>(thread.load(thread.layer(score, 0), x, y)) > threshold;
    thread.store(thread.layer(mask, 0), x, y, static_cast<unsigned char>(over ? 255 : 0));
  }
};

/// Takes what closing carried outside the valid area off the mask, and counts what stays.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
struct CutMask {
  static constexpr int threads = 128;
  struct Shared {
    long long cells[threads];
  };
  Stack<const unsigned char> valid;
  Stack<unsigned char> mask;
  Plane<long long> sums;  ///< element `markedPixels`; 0 before

  Grid grid() const { return {partsOf(mask.width, threads), mask.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    long long marked = 0;
    if (x < mask.width) {
      const auto pixels = thread.layer(mask, 0);
      if (thread.load(thread.layer(valid, 0), x, y) == 0) {
        thread.store(pixels, x, y, 0);
      } else {
        marked = thread.fresh(pixels, x, y) != 0 ? 1 : 0;
      }
    }
    marked = blockSum(thread, shared.cells, marked);
    if (thread.index() == 0) thread.atomicAdd(sums, markedPixels, 0, marked);
  }
};

}  // namespace gradevault::cuda
