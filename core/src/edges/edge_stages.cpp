#include "edges/edge_stages.hpp"

#include "edges/edge_score.hpp"

namespace gradevault {

ScoreImage EdgeStages::frameScore(GrayView luma, GrayView valid, Executor& /*executor*/, Trace* trace) const {
  const EdgeLayers found = layers(luma);
  const TracedPart part(trace, "defects.combination");
  return gradevault::frameScore(found, valid);
}

ScoreImage EdgeStages::mergedScore(std::span<const ScoreImage> frames, GrayView valid, Executor& /*executor*/) const {
  return gradevault::mergedScore(frames, valid);
}

GrayImage EdgeStages::scoreMask(const ScoreImage& score, GrayView valid, double sigmas, Executor& /*executor*/) const {
  return gradevault::scoreMask(score, valid, sigmas);
}

}  // namespace gradevault
