// The checks that need numbers only: sharpness, motion, coverage.
#include <vector>

#include "checks/grading.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {

Check sharpnessCheck(const std::vector<GoldenSample>& golden, const Options& options) {
  if (golden.empty()) return unavailable("sharpness", "No frame could be read.");
  std::vector<double> onItem;
  std::vector<double> onFrame;
  for (const GoldenSample& sample : golden) {
    if (sample.itemSharpness) onItem.push_back(*sample.itemSharpness);
    onFrame.push_back(sample.quick->sharpness);
  }
  const double value = median(onItem.empty() ? onFrame : onItem);
  return checkOf("sharpness", gradeFloor(value, options.warnSharpness, options.failSharpness),
                 onItem.empty() ? "luma², whole frame" : "luma², on the item",
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
