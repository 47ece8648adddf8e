// When the tracker follows and when it gives up, on pictures that move exactly.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "gradevault/quad_tracker.hpp"

namespace gradevault {
namespace {

constexpr int width = 320;
constexpr int height = 240;
const Quad item{{{100, 60}, {220, 64}, {216, 190}, {98, 184}}};

/// A wide print of grey squares, smoothed, from which frames are cut.
class Print {
 public:
  explicit Print(unsigned seed) : picture_(1200, 1200) {
    std::mt19937 random(seed);
    for (int y = 0; y < 1200; y += 12) {
      for (int x = 0; x < 1200; x += 12) {
        const auto grey = static_cast<std::uint8_t>(60 + random() % 120);
        for (int v = y; v < y + 12; ++v) {
          for (int u = x; u < x + 12; ++u) picture_.at(u, v) = grey;
        }
      }
    }
  }
  /// The frame whose top left px is (400 + x, 400 + y) of the print, `light` levels brighter.
  [[nodiscard]] GrayImage frame(int x, int y, int light = 0) const {
    GrayImage result(width, height);
    for (int v = 0; v < height; ++v) {
      for (int u = 0; u < width; ++u) {
        result.at(u, v) = static_cast<std::uint8_t>(picture_.at(400 + x + u, 400 + y + v) + light);
      }
    }
    return result;
  }

 private:
  GrayImage picture_;
};

Quad moved(const Quad& quad, double x, double y) {
  Quad result = quad;
  for (Point& p : result) p = {p.x + x, p.y + y};
  return result;
}

double largestError(const Quad& a, const Quad& b) {
  double largest = 0;
  for (std::size_t i = 0; i < 4; ++i)
    largest = std::max(largest, std::hypot(a[i].x - b[i].x, a[i].y - b[i].y));
  return largest;
}

TEST(QuadTracker, HasNothingToFollowAtFirst) {
  QuadTracker tracker;
  EXPECT_FALSE(tracker.follow(Print(1).frame(0, 0).view()));
}

TEST(QuadTracker, FollowsShiftsOfAnySizeWithinItsReach) {
  const Print print(1);
  for (const Point& step :
       {Point{0, 0}, Point{1, 0}, Point{-3, 2}, Point{9, -14}, Point{-31, 17}, Point{0, 45}}) {
    QuadTracker tracker;
    tracker.found(item, print.frame(0, 0).view());
    const auto quad = tracker.follow(print.frame(static_cast<int>(step.x), static_cast<int>(step.y)).view());
    ASSERT_TRUE(quad) << step.x << ", " << step.y;
    EXPECT_LT(largestError(*quad, moved(item, -step.x, -step.y)), 0.05) << step.x << ", " << step.y;
  }
}

TEST(QuadTracker, DoesNotDriftOverManyFrames) {
  const Print print(2);
  QuadTracker tracker;
  tracker.found(item, print.frame(0, 0).view());
  std::optional<Quad> quad;
  for (int i = 1; i <= 60; ++i) {
    quad = tracker.follow(print.frame(i, i / 2).view());
    ASSERT_TRUE(quad) << i;
  }
  EXPECT_LT(largestError(*quad, moved(item, -60, -30)), 0.2);
}

TEST(QuadTracker, IsNotDisturbedByTheLight) {
  const Print print(3);
  QuadTracker tracker;
  tracker.found(item, print.frame(0, 0).view());
  const auto quad = tracker.follow(print.frame(6, -4, 12).view());
  ASSERT_TRUE(quad);
  EXPECT_LT(largestError(*quad, moved(item, -6, 4)), 0.05);
}

TEST(QuadTracker, IsNotDisturbedByAHandOverAThirdOfTheItem) {
  const Print print(4);
  QuadTracker tracker;
  tracker.found(item, print.frame(0, 0).view());
  GrayImage covered = print.frame(5, 3);
  for (int y = 150; y < height; ++y) {
    for (int x = 60; x < 260; ++x) covered.at(x, y) = 140;
  }
  const auto quad = tracker.follow(covered.view());
  ASSERT_TRUE(quad);
  EXPECT_LT(largestError(*quad, moved(item, -5, -3)), 0.5);
}

TEST(QuadTracker, GivesUpAtACut) {
  QuadTracker tracker;
  tracker.found(item, Print(5).frame(0, 0).view());
  EXPECT_FALSE(tracker.follow(Print(6).frame(0, 0).view()));
  EXPECT_FALSE(tracker.follow(Print(5).frame(0, 0).view())) << "what was lost is forgotten";
}

TEST(QuadTracker, GivesUpOnAnEmptyFrame) {
  QuadTracker tracker;
  tracker.found(item, Print(5).frame(0, 0).view());
  EXPECT_FALSE(tracker.follow(GrayImage(width, height).view()));
}

TEST(QuadTracker, GivesUpWhenHalfOfTheItemHasLeft) {
  const Print print(7);
  QuadTracker tracker;
  tracker.found(item, print.frame(0, 0).view());
  int followed = 0;
  for (int i = 1; i <= 40; ++i) {
    const auto quad = tracker.follow(print.frame(8 * i, 0).view());
    if (!quad) break;
    ++followed;
    EXPECT_LT(largestError(*quad, moved(item, -8 * i, 0)), 0.5);
  }
  // Its centre is 159 px from the left border.
  EXPECT_GE(followed, 17);
  EXPECT_LE(followed, 20);
}

TEST(QuadTracker, ForgetsWhenTold) {
  const Print print(8);
  QuadTracker tracker;
  tracker.found(item, print.frame(0, 0).view());
  tracker.forget();
  EXPECT_FALSE(tracker.follow(print.frame(0, 0).view()));
}

TEST(QuadTracker, RefusesFramesOfAnotherSize) {
  QuadTracker tracker;
  tracker.found(item, Print(8).frame(0, 0).view());
  EXPECT_FALSE(tracker.follow(GrayImage(height, width).view()));
}

TEST(QuadTracker, TakesNothingFromAPlainPictureOrAQuadThatIsNone) {
  QuadTracker tracker;
  tracker.found(item, GrayImage(width, height).view());
  EXPECT_FALSE(tracker.follow(GrayImage(width, height).view()));
  const Print print(9);
  tracker.found(Quad{}, print.frame(0, 0).view());
  EXPECT_FALSE(tracker.follow(print.frame(0, 0).view()));
  tracker.found(Quad{{{1e9, 0}, {2e9, 0}, {2e9, 1e9}, {1e9, 1e9}}}, print.frame(0, 0).view());
  EXPECT_FALSE(tracker.follow(print.frame(0, 0).view()));
}

TEST(QuadTracker, TakesTinyFrames) {
  for (const Size size : {Size{1, 1}, Size{3, 3}, Size{17, 31}}) {
    QuadTracker tracker;
    const GrayImage frame(size.width, size.height);
    tracker.found(Quad{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}, frame.view());
    EXPECT_FALSE(tracker.follow(frame.view()));
  }
}

}  // namespace
}  // namespace gradevault
