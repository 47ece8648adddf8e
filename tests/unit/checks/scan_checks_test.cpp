#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;

TEST(SharpnessCheck, IsTheMedianOfTheItemsSharpnessWhateverTheTableAroundIt) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.sharpness = 1; });
  capture.itemSharpness = {500.0, 90.0, 80.0, 130.0, 70.0};
  const Check check = capture.check("sharpness");
  EXPECT_EQ(check.value, 90);
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_EQ(check.unit, "luma², on the item");
}

TEST(SharpnessCheck, LeavesOutFramesWithoutAQuadWhenOthersHaveOne) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.sharpness = 1; });
  capture.itemSharpness = {std::nullopt, 300.0, std::nullopt, std::nullopt, 200.0};
  EXPECT_EQ(capture.check("sharpness").value, 250);
}

TEST(SharpnessCheck, WithoutAnyQuadIsTheMedianOfTheWholeGoldenFrames) {
  for (const std::size_t lookedFor : {std::size_t{0}, std::size_t{5}}) {
    Capture capture;
    capture.itemSharpness.assign(lookedFor, std::nullopt);
    for (std::size_t i = 0; i < 5; ++i) capture.golden(i).sharpness = 10.0 * static_cast<double>(i);
    capture.frames[11].scan->quick.sharpness = 1e6;  // not a golden frame
    const Check check = capture.check("sharpness");
    EXPECT_EQ(check.value, 20);
    EXPECT_EQ(check.unit, "luma², whole frame");
  }
}

TEST(SharpnessCheck, WarnsBetweenTheLimits) {
  Capture capture;
  capture.itemSharpness.assign(5, (capture.options.warnSharpness + capture.options.failSharpness) / 2);
  const Check check = capture.check("sharpness");
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_EQ(check.threshold, capture.options.warnSharpness);
  EXPECT_FALSE(check.hint.empty());
}

TEST(SharpnessCheck, FailsOnAnItemOfOneTone) {
  Capture capture;
  capture.itemSharpness.assign(5, 0.0);
  const Check check = capture.check("sharpness");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_EQ(check.value, 0);
  EXPECT_EQ(check.threshold, capture.options.failSharpness);
}

TEST(MotionCheck, GradesTheShareOfStableFrames) {
  Capture capture;
  capture.selection.stableShare = capture.options.warnStableShare;
  EXPECT_EQ(capture.check("motion").status, CheckStatus::ok);
  capture.selection.stableShare = capture.options.failStableShare;
  EXPECT_EQ(capture.check("motion").status, CheckStatus::warn);
  capture.selection.stableShare = capture.options.failStableShare / 2;
  EXPECT_EQ(capture.check("motion").status, CheckStatus::fail);
}

TEST(MotionCheck, FailsWithoutAStableFrameWhateverTheLimit) {
  Capture capture;
  capture.options.failStableShare = 0;
  capture.selection = {{42}, false, 0};
  const Check check = capture.check("motion");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_EQ(check.value, 0);
  EXPECT_EQ(check.hint, "Hold the phone still for a second over the item.");
}

TEST(CoverageCheck, CountsStableGoldenFrames) {
  Capture capture;
  EXPECT_EQ(capture.check("coverage").value, 5);
  const auto keep = [&](std::size_t count) {
    capture.selection.frames.resize(count);
    capture.items.resize(count);
  };
  keep(static_cast<std::size_t>(capture.options.warnGoldenFrames));
  EXPECT_EQ(capture.check("coverage").status, CheckStatus::ok);
  keep(static_cast<std::size_t>(capture.options.warnGoldenFrames) - 1);
  EXPECT_EQ(capture.check("coverage").status, CheckStatus::warn);
  keep(1);
  EXPECT_EQ(capture.check("coverage").status, CheckStatus::warn);
  capture.selection.stable = false;
  EXPECT_EQ(capture.check("coverage").status, CheckStatus::fail);
  EXPECT_EQ(capture.check("coverage").value, 0);
}

}  // namespace
}  // namespace gradevault
