#pragma once

#include <vector>

#include "gradevault/report.hpp"

namespace gradevault {

/// How a pre-check and the full analysis after it compare, an entry a measure, in this order:
///
/// | measure | precheck, full | agrees | difference | equalShare |
/// |---|---|---|---|---|
/// | verdict | the word | same word | – | – |
/// | checks.<id>.status | the word; absent where there is no such check | same word | – | – |
/// | checks.<id>.value | the number; absent where nothing was measured | same unit, at most 1 % of the larger
/// apart; or both absent | full − precheck | – | | goldenFrames | frame numbers, ascending | same frames |
/// frames that only one of them has | – | | frames.count | the number | same | full − precheck | – | |
/// frames.sharpness, .motion, .meanLuma, .darkShare, .brightShare, .glareShare | mean over the frames that
/// have one | every frame bit by bit | largest over the frames | share of frames that are equal |
///
/// Series of two lengths cannot be compared frame by frame: difference and equalShare are absent then. The
/// quick series are the same numbers for the same decoded pictures; a pre-check on RGBA, on a live stream or
/// on another encoding shows here how far it was off.
[[nodiscard]] std::vector<Agreement> agreementOf(const Report& precheck, const Report& full);

/// Puts the pre-check's report and the agreement with it into the full report. Results and digest stay. A
/// pre-check's own pre-check is left out.
void addPrecheck(Report& full, const Report& precheck);

}  // namespace gradevault
