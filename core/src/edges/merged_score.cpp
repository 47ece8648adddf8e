#include <algorithm>
#include <cassert>

#include "edges/edge_score.hpp"

namespace gradevault {
namespace {

/// n² times the variance of the n frames' scores of one pixel.
std::int64_t spread(std::span<const ScoreImage> frames, int x, int y) {
  std::int64_t sum = 0;
  std::int64_t squares = 0;
  for (const ScoreImage& frame : frames) {
    const std::int64_t score = frame.at(x, y);
    sum += score;
    squares += score * score;
  }
  return static_cast<std::int64_t>(frames.size()) * squares - sum * sum;
}

std::int64_t largestSpread(std::span<const ScoreImage> frames, GrayView valid) {
  std::int64_t largest = 0;
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      if (valid.at(x, y) != 0) largest = std::max(largest, spread(frames, x, y));
    }
  }
  return largest;
}

}  // namespace

ScoreImage mergedScore(std::span<const ScoreImage> frames, GrayView valid) {
  assert(!frames.empty());
  if (frames.size() == 1) return frames.front();
  const auto most = static_cast<double>(largestSpread(frames, valid));
  ScoreImage merged(valid.width(), valid.height());
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      std::uint16_t highest = 0;
      for (const ScoreImage& frame : frames) highest = std::max(highest, frame.at(x, y));
      const double variance = most > 0 ? static_cast<double>(spread(frames, x, y)) / most : 0.0;
      merged.at(x, y) = static_cast<std::uint16_t>(0.75 * highest + (0.25 * 65535.0) * variance + 0.5);
    }
  }
  return merged;
}

}  // namespace gradevault
