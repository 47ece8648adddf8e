#include "score.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault::item {
namespace {

struct Spread {
  double mean = 0;
  double least = 2;
  double most = -2;
};

/// Over the sides that are in the picture.
template <class Member>
Spread over(const QuadEvidence& evidence, Member member) {
  Spread spread;
  int count = 0;
  for (const SideEvidence& side : evidence.sides) {
    if (side.seen < 0.1) continue;
    const double value = member(side);
    spread.mean += value;
    spread.least = std::min(spread.least, value);
    spread.most = std::max(spread.most, value);
    ++count;
  }
  if (count == 0) return {0, 0, 0};
  spread.mean /= count;
  return spread;
}

constexpr double bias = -6.5;
constexpr Features weights{7.510, 1.759, -7.382, 3.318,  1.356,   2.185,  -1.454, -11.072,
                           3.222, 0.555, -3.828, -3.823, -11.092, -8.168, -0.482};

}  // namespace

Features featuresOf(const QuadEvidence& evidence) noexcept {
  const Spread support = over(evidence, [](const SideEvidence& s) { return s.support; });
  const Spread gap = over(evidence, [](const SideEvidence& s) { return s.gap; });
  const Spread step = over(evidence, [](const SideEvidence& s) { return s.step; });
  const Spread calm = over(evidence, [](const SideEvidence& s) { return s.calm; });
  const Spread outside = over(evidence, [](const SideEvidence& s) { return s.outColour; });
  const Spread overrun = over(evidence, [](const SideEvidence& s) { return s.overrun; });
  const Spread crisp = over(evidence, [](const SideEvidence& s) { return s.crisp; });
  const Spread rival = over(evidence, [](const SideEvidence& s) { return s.rival; });
  double unseen = 0;
  double bare = 0;  // where the frame cuts a side off, the item should reach the frame's border
  for (const SideEvidence& side : evidence.sides) {
    unseen += (1 - side.seen) / 4;
    bare += (1 - side.seen) * (1 - side.inColour) / 4;
  }
  return {support.mean,       support.least, gap.most,     step.least, calm.mean,
          calm.least,         outside.most,  overrun.mean, crisp.mean, crisp.least,
          evidence.offCentre, unseen,        bare,         rival.mean, rival.most};
}

double scoreOf(const QuadEvidence& evidence) noexcept {
  const Features features = featuresOf(evidence);
  double sum = bias;
  for (std::size_t i = 0; i < features.size(); ++i) sum += weights[i] * features[i];
  return fromLogOdds(sum);
}

double logOdds(double score) noexcept {
  const double kept = std::clamp(score, 1e-6, 1 - 1e-6);
  return std::log(kept / (1 - kept));
}

double fromLogOdds(double odds) noexcept {
  return 1 / (1 + std::exp(-odds));
}

}  // namespace gradevault::item
