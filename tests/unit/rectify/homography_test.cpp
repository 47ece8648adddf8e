#include "rectify/homography.hpp"

#include <gtest/gtest.h>

namespace gradevault {
namespace {

constexpr Quad tiltedQuad{{{412.3, 188.9}, {1490.2, 240.4}, {1377.8, 930.1}, {350.6, 1011.7}}};

TEST(Homography, TakesTheOuterCornersOfThePictureToTheCornersOfTheQuad) {
  const Homography toFrame = rectifiedToFrame(tiltedQuad, {1079, 824});
  const std::array<Point, 4> corners{{{-0.5, -0.5}, {1078.5, -0.5}, {1078.5, 823.5}, {-0.5, 823.5}}};
  for (std::size_t i = 0; i < 4; ++i) {
    const Point p = mapped(toFrame, corners[i]);
    EXPECT_NEAR(p.x, tiltedQuad[i].x, 1e-9);
    EXPECT_NEAR(p.y, tiltedQuad[i].y, 1e-9);
  }
}

TEST(Homography, MeetsTheCrossingOfTheDiagonalsInTheMiddle) {
  const Quad trapezoid{{{100, 0}, {200, 0}, {300, 100}, {0, 100}}};
  const Point middle = mapped(rectifiedToFrame(trapezoid, {101, 51}), {50, 25});
  // The diagonals y = 0.5·(300 − x)… meet where both lines agree: x = 150, y = 25.
  EXPECT_NEAR(middle.x, 150.0, 1e-9);
  EXPECT_NEAR(middle.y, 25.0, 1e-9);
}

TEST(Homography, InverseUndoesIt) {
  const Homography toFrame = rectifiedToFrame(tiltedQuad, {640, 480});
  const Homography back = inverse(toFrame);
  for (const Point p : {Point{0, 0}, Point{639, 3}, Point{17.25, 470.5}}) {
    const Point there = mapped(toFrame, p);
    const Point again = mapped(back, there);
    EXPECT_NEAR(again.x, p.x, 1e-9);
    EXPECT_NEAR(again.y, p.y, 1e-9);
  }
}

TEST(Homography, ProductAppliesTheSecondFactorFirst) {
  const Homography shift{1, 0, 5, 0, 1, -3, 0, 0, 1};
  const Homography twice{2, 0, 0, 0, 2, 0, 0, 0, 1};
  const Point p = mapped(product(shift, twice), {10, 20});
  EXPECT_EQ(p, (Point{25, 37}));
}

}  // namespace
}  // namespace gradevault
