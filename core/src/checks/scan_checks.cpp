// The checks that need the frames' numbers only: sharpness, motion, coverage.
#include <algorithm>

#include "checks/grading.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {

Check sharpnessCheck(const std::vector<GoldenSample>& golden, const Options& options) {
  if (golden.empty()) return unavailable("sharpness", "No frame could be read.");
  double best = 0;
  for (const GoldenSample& sample : golden) best = std::max(best, sample.quick->sharpness);
  return checkOf("sharpness", gradeFloor(best, options.warnSharpness, options.failSharpness), "luma²",
                 "Tap the item on the screen to focus, and keep a hand's width more distance.");
}

Check motionCheck(const Selection& selection, const Options& options) {
  if (selection.frames.empty()) return unavailable("motion", "No frame could be read.");
  Grade grade = gradeFloor(selection.stableShare, options.warnStableShare, options.failStableShare);
  if (!selection.stable) grade = {CheckStatus::fail, selection.stableShare, options.failStableShare};
  return checkOf("motion", grade, "share of frames", "Hold the phone still for a second over the item.");
}

Check coverageCheck(const Selection& selection, const Options& options) {
  const auto count = selection.stable ? static_cast<double>(selection.frames.size()) : 0.0;
  const Grade grade = gradeFloor(count, options.warnGoldenFrames, options.failGoldenFrames);
  return checkOf("coverage", grade, "golden frames", "Film longer, and rest on the item several times.");
}

}  // namespace gradevault
