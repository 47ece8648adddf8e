#include <gtest/gtest.h>

#include "gradevault/engines/cpu.hpp"
#include "gradevault/item.hpp"
#include "scenes.hpp"

namespace gradevault::precheck {
namespace {

constexpr Size size{640, 480};

class LivePrecheckTest : public testing::Test {
 protected:
  LivePrecheckTest() {
    request.live = true;
    request.options.profile = Profile::quick;
    request.producer = "test";
    request.source.fileName = "not of a camera";
    request.source.container = "mp4";
  }
  std::unique_ptr<Precheck> start() {
    auto made = Precheck::start(request, *engine, executor, clock);
    EXPECT_TRUE(made.ok());
    return std::move(*made);
  }

  PrecheckRequest request;
  std::unique_ptr<Engine> engine = std::move(makeCpuEngine()).value();
  SequentialExecutor executor;
  StoppedClock clock;
};

LiveFeedback answer(Precheck& precheck, const PrecheckFrame& frame) {
  const auto pushed = precheck.push(frame);
  EXPECT_TRUE(pushed.ok()) << pushed.error().message;
  return pushed.ok() && *pushed ? **pushed : LiveFeedback();
}

TEST_F(LivePrecheckTest, FindsTheItemAtOnceAndCarriesItBetweenLooks) {
  const auto precheck = start();
  const LiveFeedback first = answer(*precheck, cardOnTable(size).frame(10.0));
  ASSERT_TRUE(first.quad.has_value());
  EXPECT_FALSE(first.quadTracked);
  EXPECT_EQ(first.time, 0) << "times count from the first frame";
  EXPECT_FALSE(first.sample.motion.has_value());
  // A card of 240 × 336 px in the middle.
  EXPECT_NEAR((*first.quad)[0].x, 199.5, 2);
  EXPECT_NEAR((*first.quad)[0].y, 71.5, 2);
  const LiveFeedback moved = answer(*precheck, cardOnTable(size, 6).frame(10.05));
  ASSERT_TRUE(moved.quad.has_value());
  EXPECT_TRUE(moved.quadTracked);
  EXPECT_NEAR((*moved.quad)[0].x, 205.5, 2.5);
  EXPECT_GT(*moved.sample.motion, 0);
  const LiveFeedback later = answer(*precheck, cardOnTable(size, 6).frame(10.21));
  ASSERT_TRUE(later.quad.has_value());
  EXPECT_FALSE(later.quadTracked) << "a fifth of a second has gone by";
}

TEST_F(LivePrecheckTest, QuadsAreUprightInFullPixels) {
  request.rotation = Rotation::cw90;
  request.options.quickLongSide = 320;
  const auto precheck = start();
  const LiveFeedback live = answer(*precheck, cardOnTable(size).frame(0));
  ASSERT_TRUE(live.quad.has_value());
  // Lying in a frame of 480 × 640: 336 × 240 px in the middle.
  EXPECT_NEAR((*live.quad)[0].x, 71.5, 3);
  EXPECT_NEAR((*live.quad)[0].y, 199.5, 3);
  EXPECT_NEAR((*live.quad)[2].x, 407.5, 3);
  EXPECT_NEAR((*live.quad)[2].y, 439.5, 3);
}

TEST_F(LivePrecheckTest, MotionIsMeasuredAcrossDroppedFramesButNotAcrossPauses) {
  const auto precheck = start();
  (void)answer(*precheck, cardOnTable(size).frame(0));
  EXPECT_TRUE(answer(*precheck, cardOnTable(size).frame(0.2)).sample.motion.has_value());
  EXPECT_FALSE(answer(*precheck, cardOnTable(size).frame(0.9)).sample.motion.has_value());
}

TEST_F(LivePrecheckTest, EndsWithAReportOfThePicturesThatItKept) {
  const auto precheck = start();
  for (int i = 0; i < 45; ++i) (void)answer(*precheck, cardOnTable(size, i % 2).frame(i / 30.0));
  EXPECT_FALSE(precheck->wanted().ok()) << "a stream cannot be decoded again";
  EXPECT_FALSE(precheck->goldenPicture(0, 640).ok());
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->stage, ReportStage::precheck);
  EXPECT_EQ(report->source.fileName, "");
  EXPECT_EQ(report->source.container, "");
  EXPECT_EQ(report->frames.count, 45);
  ASSERT_GE(report->goldenFrames.size(), 2U);
  for (const GoldenFrameReport& golden : report->goldenFrames) {
    EXPECT_TRUE(golden.stable);
    EXPECT_TRUE(golden.quad.has_value()) << golden.quadReason;
  }
  EXPECT_TRUE(toJson(*report, -1).ok());
  EXPECT_TRUE(precheck->goldenPicture(0, 320).ok());
  EXPECT_FALSE(precheck->push(cardOnTable(size).frame(9)).ok());
  EXPECT_FALSE(precheck->finish().ok());
}

TEST_F(LivePrecheckTest, EndsEvenWhenNothingWasStill) {
  const auto precheck = start();
  for (int i = 0; i < 8; ++i) (void)answer(*precheck, grain({160, 120}, 60, 5 * i).frame(i / 30.0));
  const auto report = precheck->finish();
  ASSERT_TRUE(report.ok()) << report.error().message;
  ASSERT_EQ(report->goldenFrames.size(), 1U);
  EXPECT_FALSE(report->goldenFrames[0].stable);
  EXPECT_EQ(report->verdict, Verdict::retake);
}

TEST_F(LivePrecheckTest, RefusesToEndBeforeItBegan) {
  const auto report = start()->finish();
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace gradevault::precheck
