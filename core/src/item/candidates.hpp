#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "evidence.hpp"
#include "gradevault/options.hpp"
#include "proposals.hpp"

namespace gradevault::item {

/// px of a frame's short side; below, there is nothing to see four sides in
inline constexpr int smallestSide = 24;

/// A candidate with a lower score is as likely no item.
inline constexpr double leastScore = 0.5;

struct Candidate {
  Quad quad{};            ///< full px, ordered; refined
  Quad work{};            ///< the same in work px, before the refinement
  double score = 0;       ///< 0 … 1
  std::string_view kind;  ///< contour, lines, region, before
  QuadEvidence evidence;
};

/// Proposals measured and scored, without doubles, best first, at most `most`; not yet refined: `quad` is not
/// set.
[[nodiscard]] std::vector<Candidate> ranked(const Scene& scene, std::span<const Proposal> proposals,
                                            const Options& options, std::size_t most);

/// All proposals of one frame, moved onto their edges, scored, without doubles, best first, at most `most`.
[[nodiscard]] std::vector<Candidate> findCandidates(RgbView frame, const Options& options, std::size_t most);

}  // namespace gradevault::item
