#pragma once

#include <string_view>
#include <vector>

#include "evidence.hpp"
#include "gradevault/options.hpp"
#include "search_effort.hpp"

namespace gradevault::item {

struct Candidate {
  Quad quad{};            ///< full px, ordered; refined
  Quad work{};            ///< the same in work px, before the refinement
  double score = 0;       ///< 0 … 1
  std::string_view kind;  ///< contour, lines, region
  QuadEvidence evidence;
};

/// All proposals of one frame, moved onto their edges, scored, without doubles, best first, at most `most`.
[[nodiscard]] std::vector<Candidate> findCandidates(RgbView frame, const Options& options, std::size_t most,
                                                    const SearchEffort& effort = {});

}  // namespace gradevault::item
