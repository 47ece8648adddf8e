#include <algorithm>
#include <exception>

#include "candidates.hpp"
#include "gradevault/item.hpp"
#include "proposals.hpp"
#include "refine.hpp"
#include "snap.hpp"

namespace gradevault {
namespace item {
namespace {

constexpr int longSide = 320;  // px of the work picture
constexpr double farSnap =
    5.6;  // px that a rough proposal's sides may move; 8 at 640 px, a little more than in proportion
constexpr double nearSnap = 2.1;  // … and a good one's; 3 there
constexpr double clear = 0.9;     // a score from which no more is looked for
constexpr LineEffort lineEffort{12, 30, 16};
constexpr std::size_t candidatesKept = 8;

std::optional<Candidate> findLive(RgbView frame, const Options& options, const std::optional<Quad>& before) {
  if (std::min(frame.width(), frame.height()) < smallestSide) return std::nullopt;
  const Scene scene = makeScene(frame, longSide);
  std::vector<Proposal> proposals = proposeFromContours(scene, options);
  for (const Proposal& region : proposeFromRegions(scene, options)) proposals.push_back(region);
  for (Proposal& proposal : proposals) proposal.quad = snapped(scene, proposal.quad, farSnap);
  if (before) proposals.push_back({scene.work.toWork(*before), 0, "before"});
  for (Proposal& proposal : proposals) proposal.quad = snapped(scene, proposal.quad, nearSnap);

  std::vector<Candidate> candidates = ranked(scene, proposals, options, candidatesKept);
  if (candidates.empty() || candidates.front().score < clear) {
    for (Proposal& lines : proposeFromLines(scene, proposals, options, lineEffort)) {
      lines.quad = snapped(scene, lines.quad, nearSnap);
      proposals.push_back(lines);
    }
    candidates = ranked(scene, proposals, options, candidatesKept);
  }
  if (candidates.empty()) return std::nullopt;
  Candidate best = candidates.front();
  const double reach = std::clamp(1.6 / scene.work.scaleX, 2.5, 8.0);
  best.quad = ordered(refined(frame, scene.work.toFull(best.work), reach));
  return best;
}

}  // namespace
}  // namespace item

ItemDetection detectItemLive(RgbView frame, const Options& options, const std::optional<Quad>& before) {
  ItemDetection result;
  try {
    const std::optional<item::Candidate> best = item::findLive(frame, options, before);
    if (best && best->score >= item::leastScore)
      return {best->quad, best->score, std::string(best->kind), {}};
    result.reason = "no four-sided outline stands out from the table";
  } catch (const std::exception& error) {
    result.reason = std::string("the search for the item failed: ") + error.what();
  }
  return result;
}

}  // namespace gradevault
