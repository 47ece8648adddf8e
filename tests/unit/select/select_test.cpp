#include "gradevault/select.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault {
namespace {

constexpr Size quickSize{640, 480};

FrameRecord frame(double time, double sharpness, std::optional<double> motion) {
  FrameRecord record{.time = time, .lost = false, .scan = FrameScan{}};
  record.scan->quick.sharpness = sharpness;
  record.scan->quick.motion = motion;
  return record;
}

FrameRecord lostFrame(double time) {
  return {.time = time, .lost = true, .scan = std::nullopt};
}

/// 30 frames a second; still frames whose sharpness is given.
std::vector<FrameRecord> stillFrames(const std::vector<double>& sharpness) {
  std::vector<FrameRecord> frames;
  for (std::size_t i = 0; i < sharpness.size(); ++i) {
    frames.push_back(
        frame(static_cast<double>(i) / 30.0, sharpness[i], i == 0 ? std::nullopt : std::optional(0.25)));
  }
  return frames;
}

TEST(MotionPerSecond, IsPerSecondAndForALongSideOf640) {
  const std::vector<FrameRecord> frames{frame(0, 1, {}), frame(0.04, 1, 2.0)};
  EXPECT_DOUBLE_EQ(*motionPerSecond(frames, 1, quickSize), 50.0);
  EXPECT_DOUBLE_EQ(*motionPerSecond(frames, 1, {320, 240}), 100.0);
  EXPECT_DOUBLE_EQ(*motionPerSecond(frames, 1, {240, 320}), 100.0);
}

TEST(MotionPerSecond, IsAbsentWithoutAMotion) {
  const std::vector<FrameRecord> frames{frame(0, 1, {}), lostFrame(0.1), frame(0.2, 1, {})};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(motionPerSecond(frames, i, quickSize), std::nullopt);
}

TEST(MotionPerSecond, WhenTimeStandsStillIsInfiniteUnlessThePictureStandsStillToo) {
  const std::vector<FrameRecord> frames{frame(1, 1, {}), frame(1, 1, 0.5), frame(1, 1, 0.0)};
  EXPECT_EQ(motionPerSecond(frames, 1, quickSize), std::numeric_limits<double>::infinity());
  EXPECT_EQ(motionPerSecond(frames, 2, quickSize), 0.0);
}

TEST(SelectGoldenFrames, TakesTheSharpestStableOnesHalfASecondApart) {
  std::vector<double> sharpness(61, 100.0);
  sharpness[20] = 300;
  sharpness[22] = 290;
  sharpness[36] = 200;
  sharpness[50] = 250;
  const Selection selection = selectGoldenFrames(stillFrames(sharpness), quickSize, {});
  EXPECT_TRUE(selection.stable);
  EXPECT_EQ(selection.frames, std::vector<int>({20, 50, 1, 35}));
  EXPECT_EQ(selection.stableShare, 1.0);
}

TEST(SelectGoldenFrames, FramesExactlyTheSpacingApartAreFarEnough) {
  for (int first = 1; first < 200; ++first) {
    std::vector<double> sharpness(static_cast<std::size_t>(first) + 16, 1.0);
    sharpness[static_cast<std::size_t>(first)] = 3;
    sharpness[static_cast<std::size_t>(first) + 15] = 2;
    Options options;
    options.goldenFrames = 2;
    EXPECT_EQ(selectGoldenFrames(stillFrames(sharpness), quickSize, options).frames,
              std::vector<int>({first, first + 15}));
  }
}

TEST(SelectGoldenFrames, EquallySharpTheEarlierWins) {
  Options options;
  options.goldenFrames = 1;
  EXPECT_EQ(selectGoldenFrames(stillFrames(std::vector<double>(90, 7.0)), quickSize, options).frames,
            std::vector<int>({1}));
}

TEST(SelectGoldenFrames, NeverTakesMoreThanAsked) {
  Options options;
  options.goldenSpacing = 0;
  options.goldenFrames = 3;
  EXPECT_EQ(selectGoldenFrames(stillFrames({1, 2, 3, 4, 5, 6}), quickSize, options).frames,
            std::vector<int>({5, 4, 3}));
}

TEST(SelectGoldenFrames, AFrameWhoseMotionIsUnknownIsNotStable) {
  const std::vector<FrameRecord> frames{frame(0, 900, {}), frame(1, 10, 0.1), lostFrame(2), frame(3, 800, {}),
                                        frame(4, 20, 0.1)};
  const Selection selection = selectGoldenFrames(frames, quickSize, {});
  EXPECT_EQ(selection.frames, std::vector<int>({4, 1}));
  EXPECT_EQ(selection.stableShare, 1.0);
}

TEST(SelectGoldenFrames, TheLimitItselfIsStable) {
  const std::vector<FrameRecord> frames{frame(0, 1, {}), frame(1, 5, 30.0), frame(2, 5, 30.0), frame(3, 9, 30.5)};
  const Selection selection = selectGoldenFrames(frames, quickSize, {});
  EXPECT_EQ(selection.frames, std::vector<int>({1}));
  EXPECT_EQ(selection.stableShare, 1.0 / 3);
}

TEST(SelectGoldenFrames, WithoutAStableFrameItIsTheSharpestOneMarked) {
  const std::vector<FrameRecord> frames{frame(0, 1, {}), frame(0.1, 8, 90.0), frame(0.2, 8, 90.0),
                                        lostFrame(0.3)};
  const Selection selection = selectGoldenFrames(frames, quickSize, {});
  EXPECT_FALSE(selection.stable);
  EXPECT_EQ(selection.frames, std::vector<int>({1}));
  EXPECT_EQ(selection.stableShare, 0.0);
}

TEST(SelectGoldenFrames, ACaptureOfOneFrameGivesThatFrame) {
  const std::vector<FrameRecord> frames{frame(0, 1, {})};
  const Selection selection = selectGoldenFrames(frames, quickSize, {});
  EXPECT_FALSE(selection.stable);
  EXPECT_EQ(selection.frames, std::vector<int>({0}));
}

TEST(SelectGoldenFrames, NothingScannedGivesNothing) {
  EXPECT_TRUE(selectGoldenFrames({}, quickSize, {}).frames.empty());
  const std::vector<FrameRecord> frames{lostFrame(0), lostFrame(1)};
  EXPECT_TRUE(selectGoldenFrames(frames, quickSize, {}).frames.empty());
}

TEST(SelectGoldenFrames, LeavesOutAFrameThatTheNextOneMovesAwayFrom) {
  auto frames = stillFrames({100, 100, 900, 100});
  frames[3].scan->quick.motion = 1.5;  // 45 px/s
  EXPECT_EQ(selectGoldenFrames(frames, quickSize, {}).frames, std::vector<int>({1}));
}

TEST(SelectGoldenFrames, LeavesOutFramesFarBlurrierThanTheBest) {
  std::vector<double> sharpness(60, 299.0);
  sharpness[20] = 1000;
  EXPECT_EQ(selectGoldenFrames(stillFrames(sharpness), quickSize, {}).frames, std::vector<int>({20}));
  sharpness[50] = 300;
  EXPECT_EQ(selectGoldenFrames(stillFrames(sharpness), quickSize, {}).frames, std::vector<int>({20, 50}));
}

}  // namespace
}  // namespace gradevault
