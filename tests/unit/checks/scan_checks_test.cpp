#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;

TEST(SharpnessCheck, TakesTheBestGoldenFrame) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.sharpness = 1; });
  capture.golden(3).sharpness = capture.options.warnSharpness;
  EXPECT_EQ(capture.check("sharpness").status, CheckStatus::ok);
  EXPECT_EQ(capture.check("sharpness").value, capture.options.warnSharpness);
}

TEST(SharpnessCheck, IgnoresFramesThatAreNotGolden) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.sharpness = 1; });
  capture.frames[11].scan->quick.sharpness = 1e6;
  EXPECT_EQ(capture.check("sharpness").status, CheckStatus::fail);
}

TEST(SharpnessCheck, WarnsBetweenTheLimits) {
  Capture capture;
  const double middle = (capture.options.warnSharpness + capture.options.failSharpness) / 2;
  capture.eachGolden([&](QuickSample& quick) { quick.sharpness = middle; });
  const Check check = capture.check("sharpness");
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_EQ(check.threshold, capture.options.warnSharpness);
  EXPECT_FALSE(check.hint.empty());
}

TEST(SharpnessCheck, FailsOnConstantFrames) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.sharpness = 0; });
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
