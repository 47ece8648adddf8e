#include "candidates.hpp"

#include <algorithm>

#include "gradevault/item.hpp"
#include "line.hpp"
#include "odd_side.hpp"
#include "proposals.hpp"
#include "quad_shape.hpp"
#include "refine.hpp"
#include "score.hpp"
#include "snap.hpp"

namespace gradevault::item {
namespace {

/// Without near doubles: of quads whose corners are within `apart` work px, the best stays.
std::vector<Candidate> distinct(std::vector<Candidate> candidates, double apart, std::size_t most) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  std::vector<Candidate> kept;
  for (Candidate& candidate : candidates) {
    if (kept.size() >= most) break;
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Candidate& k) {
      return cornerDistance(k.work, candidate.work) < apart;
    });
    if (!known) kept.push_back(candidate);
  }
  return kept;
}

/// Whether `inner` lies within `outer`, every corner at least 2 px from its sides, and is not much smaller.
bool encloses(const Quad& outer, const Quad& inner) {
  if (area(outer) > 2.5 * area(inner)) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::optional<Line> side = lineThrough(outer[i], outer[(i + 1) % 4]);
    if (!side) return false;
    for (const Point& corner : inner) {
      if (side->distance(corner) < 2) return false;
    }
  }
  return true;
}

/// An item that leaves the frame often has an inner line where the frame cuts it off: three sides are its
/// own, and beyond the fourth it goes on. A side whose surroundings are unlike all others' counts against the
/// quad; not so much that a clear outline half on another table is lost.
void doubtOddSides(std::vector<Candidate>& candidates) {
  constexpr double penalty = 3;  // in log-odds
  constexpr double usual = 22;   // Lab; shadows and walls stay below
  constexpr double certain = 32;
  for (Candidate& candidate : candidates) {
    const double doubt = std::clamp((oddSide(candidate.evidence) - usual) / (certain - usual), 0.0, 1.0);
    candidate.score = fromLogOdds(logOdds(candidate.score) - penalty * doubt);
  }
}

/// A card's picture box or a cover's frame often stands out more than the item's own border: a quad inside a
/// credible one is a frame within the item.
void preferOutermost(std::vector<Candidate>& candidates) {
  constexpr double penalty = 4;  // in log-odds, for a certain outer quad
  std::vector<double> enclosed(candidates.size(), 0);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (const Candidate& outer : candidates) {
      if (encloses(outer.work, candidates[i].work)) enclosed[i] = std::max(enclosed[i], outer.score);
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].score = fromLogOdds(logOdds(candidates[i].score) - penalty * enclosed[i]);
  }
}

}  // namespace

std::vector<Candidate> ranked(const Scene& scene, std::span<const Proposal> proposals, const Options& options,
                              std::size_t most) {
  std::vector<Candidate> candidates;
  for (const Proposal& proposal : proposals) {
    Candidate candidate;
    candidate.work = ordered(proposal.quad);
    candidate.kind = proposal.kind;
    candidate.evidence = measureQuad(scene, candidate.work);
    if (candidate.evidence.share < options.minItemShare) continue;
    candidate.score = scoreOf(candidate.evidence);
    candidates.push_back(candidate);
  }
  doubtOddSides(candidates);
  preferOutermost(candidates);
  return distinct(std::move(candidates), 0.008 * std::max(scene.work.lab.cols, scene.work.lab.rows), most);
}

std::vector<Candidate> findCandidates(RgbView frame, const Options& options, std::size_t most) {
  if (std::min(frame.width(), frame.height()) < smallestSide) return {};
  const Scene scene = makeScene(frame);
  std::vector<Proposal> proposals = proposeFromContours(scene, options);
  for (Proposal& region : proposeFromRegions(scene, options)) proposals.push_back(region);
  for (Proposal& proposal : proposals) proposal.quad = snapped(scene, snapped(scene, proposal.quad, 8), 3);
  for (Proposal& lines : proposeFromLines(scene, proposals, options)) {
    lines.quad = snapped(scene, lines.quad, 3);
    proposals.push_back(lines);
  }

  std::vector<Candidate> candidates = ranked(scene, proposals, options, most);
  const double reach = std::clamp(1.6 / scene.work.scaleX, 2.5, 8.0);
  for (Candidate& candidate : candidates) {
    candidate.quad = ordered(refined(frame, scene.work.toFull(candidate.work), reach));
  }
  return candidates;
}

}  // namespace gradevault::item
