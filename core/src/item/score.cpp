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

constexpr double bias = -5.0;
constexpr Features weights{3.0, 2.0, -1.5, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, 2.0, -1.5, -1.0, 2.0, -2.0, 1.0, -1.0, 1.0, -1.0};

}  // namespace

Features featuresOf(const QuadEvidence& evidence) noexcept {
  const Spread support = over(evidence, [](const SideEvidence& s) { return s.support; });
  const Spread gap = over(evidence, [](const SideEvidence& s) { return s.gap; });
  const Spread step = over(evidence, [](const SideEvidence& s) { return s.step; });
  const Spread calm = over(evidence, [](const SideEvidence& s) { return s.calm; });
  const Spread outColour = over(evidence, [](const SideEvidence& s) { return s.outColour; });
  const Spread colour = over(evidence, [](const SideEvidence& s) { return s.inColour - s.outColour; });
  const Spread outBarrier = over(evidence, [](const SideEvidence& s) { return s.outBarrier; });
  const Spread barrier = over(evidence, [](const SideEvidence& s) { return s.inBarrier - s.outBarrier; });
  const Spread overrun = over(evidence, [](const SideEvidence& s) { return s.overrun; });
  return {support.mean,    support.least,   gap.most,     step.mean,    step.least,     calm.mean,
          calm.least,      outColour.mean,  outColour.most, colour.mean,  outBarrier.mean, outBarrier.most,
          barrier.mean,    overrun.mean,    evidence.share, evidence.offCentre, evidence.fill, evidence.spill};
}

double scoreOf(const QuadEvidence& evidence) noexcept {
  const Features features = featuresOf(evidence);
  double sum = bias;
  for (std::size_t i = 0; i < features.size(); ++i) sum += weights[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace gradevault::item
