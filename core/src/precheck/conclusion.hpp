#pragma once

#include <map>
#include <string>
#include <vector>

#include "gradevault/frame_times.hpp"
#include "gradevault/golden_picture.hpp"
#include "gradevault/precheck.hpp"
#include "gradevault/select.hpp"
#include "precheck/frame_intake.hpp"

namespace gradevault::precheck {

/// What a pre-check has come to when its pictures are there.
struct Conclusion {
  const PrecheckRequest& request;
  const EngineInfo& engine;
  const FrameIntake& intake;
  const std::vector<FrameRecord>& records;  ///< times regular
  const FrameTimes& times;
  const Selection& selection;
  std::vector<GoldenPicture>& golden;  ///< one for each selected frame; items are looked for here
};

/// A golden frame's picture, upright, as the full analysis has it.
[[nodiscard]] GoldenPicture goldenOf(int frame, const DecodedPicture& picture,
                                     const PrecheckRequest& request);

/// See Precheck::goldenPicture.
[[nodiscard]] Result<RgbImage> shownGolden(const std::vector<GoldenPicture>& golden, std::size_t index,
                                           int longSide);

/// Looks for the item, checks, and makes the report but for what `timings` gets later. Adds to timings: item,
/// digest.
[[nodiscard]] Report conclude(const Conclusion& conclusion, Executor& executor, const Clock& clock,
                              std::map<std::string, double>& timings);

}  // namespace gradevault::precheck
