#pragma once

#include "block_sum.cuh"
#include "border.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// What the variance of the Laplacian is made of; LaplacianSums of scan/sharpness.hpp. A thread adds up 16
/// rows of its column in 32 bits (|sum| ≤ 16,320, squares below 2^25), the block in 64 bits, the grid by
/// 64-bit atomics: integers, no order.
///
///   block: 128 × 16 pixels; grid: x the columns, y the rows, z the frame
struct SumLaplacian {
  static constexpr int threads = 128;
  static constexpr int rows = 16;
  struct Shared {
    long long sums[threads];
    long long squares[threads];
  };
  Stack<const unsigned char> luma;
  Plane<long long> sums;     ///< row 0, one element a frame; 0 before
  Plane<long long> squares;  ///< likewise

  Grid grid(int frames) const {
    return {partsOf(luma.width, threads), partsOf(luma.height, rows), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * threads + thread.index();
    const int top = thread.blockY() * rows;
    const auto source = thread.layer(luma, thread.blockZ());
    int sum = 0;
    int square = 0;
    if (x < luma.width) {
      const int left = reflect101(x - 1, luma.width);
      const int right = reflect101(x + 1, luma.width);
      for (int y = top; y < top + rows && y < luma.height; ++y) {
        const int laplacian = thread.load(source, x, reflect101(y - 1, luma.height)) +
                              thread.load(source, x, reflect101(y + 1, luma.height)) +
                              thread.load(source, left, y) + thread.load(source, right, y) -
                              4 * thread.load(source, x, y);
        sum += laplacian;
        square += laplacian * laplacian;
      }
    }
    const long long blockOfSums = blockSum(thread, shared.sums, sum);
    const long long blockOfSquares = blockSum(thread, shared.squares, square);
    if (thread.index() != 0) return;
    thread.atomicAdd(sums, thread.blockZ(), 0, blockOfSums);
    thread.atomicAdd(squares, thread.blockZ(), 0, blockOfSquares);
  }
};

}  // namespace gradevault::cuda
