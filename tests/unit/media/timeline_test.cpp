#include "timeline.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault::media {
namespace {

TEST(Timeline, CountsFromTheFirstStamp) {
  Timeline timeline(0.5, 1);
  EXPECT_EQ(timeline.next(-7), 0);
  EXPECT_EQ(timeline.next(-6), 0.5);
  EXPECT_EQ(timeline.next(-2), 2.5);
}

TEST(Timeline, GoesOnByTheLastStepWhereAStampIsMissingOrTurnsBack) {
  Timeline timeline(1, 40);
  EXPECT_EQ(timeline.next(100), 0);
  EXPECT_EQ(timeline.next(110), 10);
  EXPECT_EQ(timeline.next(std::nullopt), 20);
  EXPECT_EQ(timeline.next(90), 30);
  EXPECT_EQ(timeline.next(130), 40) << "30 is not after 30";
  EXPECT_EQ(timeline.next(190), 90);
}

TEST(Timeline, WorksWithoutAnyStamps) {
  Timeline timeline(0.001, 0.04);
  EXPECT_EQ(timeline.next(std::nullopt), 0);
  EXPECT_EQ(timeline.next(std::nullopt), 0.04);
  EXPECT_EQ(timeline.next(5000), 0.08) << "the first stamp fits in where the frame stands";
  EXPECT_NEAR(timeline.next(5010), 0.09, 1e-12);
}

TEST(Timeline, TakesTheWidestJumps) {
  Timeline timeline(1, 1);
  EXPECT_EQ(timeline.next(std::numeric_limits<std::int64_t>::min() + 1), 0);
  EXPECT_GT(timeline.next(std::numeric_limits<std::int64_t>::max()), 1e19);
}

}  // namespace
}  // namespace gradevault::media
