#pragma once

#include "block_max.cuh"
#include "block_sum.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// n² times the variance of the n frames' scores of a pixel, in integers.
template <class Thread>
GRADEVAULT_DEVICE long long scoreSpread(const Thread& thread, const Stack<const unsigned short>& scores,
                                        int x, int y) {
  long long sum = 0;
  long long squares = 0;
  for (int i = 0; i < scores.layers; ++i) {
    const long long score = thread.load(thread.layer(scores, i), x, y);
    sum += score;
    squares += score * score;
  }
  return scores.layers * squares - sum * sum;
}

/// The largest spread over the valid pixels.
///
///   block: 128 × 16 pixels; grid: x the columns, y the rows
struct FindLargestSpread {
  static constexpr int threads = 128;
  static constexpr int rows = 16;
  struct Shared {
    long long cells[threads];
  };
  Stack<const unsigned short> scores;  ///< one layer a frame
  Stack<const unsigned char> valid;
  Plane<long long> largest;  ///< element (0, 0); 0 before

  Grid grid() const { return {partsOf(scores.width, threads), partsOf(scores.height, rows), 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * threads + thread.index();
    const int top = thread.blockY() * rows;
    const auto mask = thread.layer(valid, 0);
    long long most = 0;
    for (int y = top; x < scores.width && y < top + rows && y < scores.height; ++y) {
      if (thread.load(mask, x, y) == 0) continue;
      const long long spread = scoreSpread(thread, scores, x, y);
      most = spread > most ? spread : most;
    }
    most = blockMax(thread, shared.cells, most);
    if (thread.index() == 0) thread.atomicMax(largest, 0, 0, most);
  }
};

/// The score of all frames; mergedScore of edges/edge_score.hpp for two frames or more.
///
///   block: 128 × 1 pixels; grid: x along the row, y the row
struct MergeScores {
  static constexpr int threads = 128;
  Stack<const unsigned short> scores;
  Stack<const unsigned char> valid;
  Plane<const long long> largest;
  Stack<unsigned short> merged;  ///< one layer

  Grid grid() const { return {partsOf(merged.width, threads), merged.height, 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= merged.width) return;
    int value = 0;
    if (thread.load(thread.layer(valid, 0), x, y) != 0) {
      int highest = 0;
      for (int i = 0; i < scores.layers; ++i) {
        const int score = thread.load(thread.layer(scores, i), x, y);
        highest = score > highest ? score : highest;
      }
      const double most = static_cast<double>(thread.load(largest, 0, 0));
      const double spread = static_cast<double>(scoreSpread(thread, scores, x, y));
      const double variance = most > 0 ? spread / most : 0.0;
      value = static_cast<int>(0.75 * highest + (0.25 * 65535.0) * variance + 0.5);
    }
    thread.store(thread.layer(merged, 0), x, y, static_cast<unsigned short>(value));
  }
};

/// Places of the sums that the mask's threshold and the percentage are made of.
enum ScoreSum { validPixels, sumOfScores, sumOfSquares, markedPixels, scoreSums };

/// How many pixels are valid, and the sums of their scores and squared scores.
///
///   block: 128 × 16 pixels; grid: x the columns, y the rows
struct SumScores {
  static constexpr int threads = 128;
  static constexpr int rows = 16;
  struct Shared {
    long long pixels[threads];
    long long sums[threads];
    long long squares[threads];
  };
  Stack<const unsigned short> score;
  Stack<const unsigned char> valid;
  Plane<long long> sums;  ///< `scoreSums` elements; 0 before

  Grid grid() const { return {partsOf(score.width, threads), partsOf(score.height, rows), 1, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int x = thread.blockX() * threads + thread.index();
    const int top = thread.blockY() * rows;
    const auto source = thread.layer(score, 0);
    const auto mask = thread.layer(valid, 0);
    long long pixels = 0;
    long long sum = 0;
    long long squares = 0;
    for (int y = top; x < score.width && y < top + rows && y < score.height; ++y) {
      if (thread.load(mask, x, y) == 0) continue;
      const long long value = thread.load(source, x, y);
      ++pixels;
      sum += value;
      squares += value * value;
    }
    pixels = blockSum(thread, shared.pixels, pixels);
    sum = blockSum(thread, shared.sums, sum);
    squares = blockSum(thread, shared.squares, squares);
    if (thread.index() != 0) return;
    thread.atomicAdd(sums, validPixels, 0, pixels);
    thread.atomicAdd(sums, sumOfScores, 0, sum);
    thread.atomicAdd(sums, sumOfSquares, 0, squares);
  }
};

}  // namespace gradevault::cuda
