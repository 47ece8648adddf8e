#include <opencv2/core.hpp>

#include <algorithm>

#include "candidates.hpp"
#include "consensus.hpp"
#include "gradevault/item.hpp"

namespace gradevault {
namespace {

constexpr std::size_t candidatesPerFrame = 8;

ItemDetection none(std::string reason) {
  ItemDetection detection;
  detection.reason = std::move(reason);
  return detection;
}

}  // namespace

std::vector<QuadCandidate> proposeQuads(RgbView frame, const Options& options, int most) {
  std::vector<QuadCandidate> result;
  try {
    for (const item::Candidate& candidate :
         item::findCandidates(frame, options, static_cast<std::size_t>(std::max(0, most)))) {
      result.push_back({candidate.quad, candidate.score, std::string(candidate.kind)});
    }
  } catch (const cv::Exception&) {
    result.clear();
  }
  return result;
}

std::vector<ItemDetection> detectItem(std::span<const RgbView> frames, const Options& options,
                                      Executor& executor) {
  std::vector<std::vector<item::Candidate>> candidates(frames.size());
  std::vector<std::vector<item::Look>> looks(frames.size());
  std::vector<std::string> errors(frames.size());
  executor.parallelFor(static_cast<int>(frames.size()), [&](int index) {
    const auto i = static_cast<std::size_t>(index);
    try {
      candidates[i] = item::findCandidates(frames[i], options, candidatesPerFrame);
      for (const item::Candidate& candidate : candidates[i]) {
        looks[i].push_back(item::lookOf(frames[i], candidate.quad));
      }
    } catch (const std::exception& error) {
      candidates[i].clear();
      looks[i].clear();
      errors[i] = error.what();
    }
  });

  const std::vector<std::optional<std::size_t>> chosen = item::chooseTogether(candidates, looks);
  std::vector<ItemDetection> result;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (!errors[i].empty()) {
      result.push_back(none("the search for the item failed: " + errors[i]));
    } else if (!chosen[i]) {
      result.push_back(none("no four-sided outline stands out from the table"));
    } else if (const item::Candidate& best = candidates[i][*chosen[i]]; best.score < item::leastScore) {
      result.push_back(none("no four-sided outline stands out clearly enough from the table"));
    } else {
      result.push_back({best.quad, best.score, std::string(best.kind), {}});
    }
  }
  return result;
}

}  // namespace gradevault
