#include <cmath>

#include "edges/edge_score.hpp"
#include "scan/wide_integer.hpp"

namespace gradevault {
namespace {

ScoreSums sumOver(const ScoreImage& score, GrayView valid) {
  ScoreSums sums;
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      const std::uint64_t value = score.at(x, y);
      ++sums.pixels;
      sums.sum += value;
      sums.squares += value * value;
    }
  }
  return sums;
}

}  // namespace

double maskThreshold(const ScoreSums& sums, double sigmas) noexcept {
  const Uint128 spread = Uint128{sums.pixels} * sums.squares - Uint128{sums.sum} * sums.sum;
  const double deviation = std::sqrt(roundedQuotient(spread, 1));
  return (static_cast<double>(sums.sum) + sigmas * deviation) / static_cast<double>(sums.pixels);
}

GrayImage scoreMask(const ScoreImage& score, GrayView valid, double sigmas) {
  GrayImage mask(valid.width(), valid.height());
  const ScoreSums sums = sumOver(score, valid);
  if (sums.pixels == 0) return mask;
  const double threshold = maskThreshold(sums, sigmas);
  for (int y = 0; y < valid.height(); ++y) {
    for (int x = 0; x < valid.width(); ++x) {
      const bool over = valid.at(x, y) != 0 && static_cast<double>(score.at(x, y)) > threshold;
      mask.at(x, y) = over ? 255 : 0;
    }
  }
  return mask;
}

}  // namespace gradevault
