#include <gtest/gtest.h>

#include <algorithm>

#include "gradevault/item.hpp"
#include "painted_table.hpp"

namespace gradevault {
namespace {

using testing::turnedRectangle;

const Quad square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};

TEST(QuadArea, IsPositiveClockwiseOnTheScreenAndNegativeTheOtherWay) {
  EXPECT_DOUBLE_EQ(area(square), 100);
  EXPECT_DOUBLE_EQ(area({square[3], square[2], square[1], square[0]}), -100);
}

TEST(QuadOverlap, OfKnownQuadsIsTheirSharedShare) {
  EXPECT_DOUBLE_EQ(intersectionOverUnion(square, square), 1);
  const Quad half{{{5, 0}, {15, 0}, {15, 10}, {5, 10}}};
  EXPECT_NEAR(intersectionOverUnion(square, half), 50.0 / 150, 1e-12);
  const Quad inner{{{2, 2}, {8, 2}, {8, 8}, {2, 8}}};
  EXPECT_NEAR(intersectionOverUnion(square, inner), 0.36, 1e-12);
  // A square and the same square turned by 45°: a regular octagon in common, of 8·r²·(√2 − 1) with r = 5.
  const Quad diamond = turnedRectangle({5, 5}, 10, 10, 45);
  const double octagon = 8 * 25 * (1.4142135623730951 - 1);
  EXPECT_NEAR(intersectionOverUnion(square, diamond), octagon / (200 - octagon), 1e-12);
}

TEST(QuadOverlap, IsSymmetricAndDoesNotCareForTheCornersOrder) {
  const Quad other = turnedRectangle({6, 4}, 9, 7, 23);
  const Quad reversed{other[3], other[2], other[1], other[0]};
  EXPECT_NEAR(intersectionOverUnion(square, other), intersectionOverUnion(other, square), 1e-12);
  EXPECT_NEAR(intersectionOverUnion(square, other), intersectionOverUnion(square, reversed), 1e-12);
}

TEST(QuadOverlap, OfQuadsApartIsNothingAndOfQuadsWithoutAreaToo) {
  const Quad far{{{20, 0}, {30, 0}, {30, 10}, {20, 10}}};
  EXPECT_EQ(intersectionOverUnion(square, far), 0);
  const Quad nothing{};
  EXPECT_EQ(intersectionOverUnion(nothing, nothing), 0);
}

TEST(OrderedCorners, AreTheSameWhateverCornerComesFirstAndWhicheverWayRound) {
  for (const double degrees : {-40.0, -10.0, 0.0, 3.0, 30.0, 44.0}) {
    const Quad expected = turnedRectangle({100, 80}, 60, 90, degrees);
    Quad corners = expected;
    for (int turn = 0; turn < 4; ++turn) {
      std::rotate(corners.begin(), corners.begin() + 1, corners.end());
      EXPECT_EQ(ordered(corners), expected) << degrees;
      EXPECT_EQ(ordered({corners[3], corners[2], corners[1], corners[0]}), expected) << degrees;
    }
  }
}

TEST(OrderedCorners, StayWhenOrderedAgain) {
  for (int degrees = 0; degrees < 360; degrees += 5) {
    const Quad once = ordered(turnedRectangle({50, 50}, 40, 40, degrees));
    EXPECT_EQ(ordered(once), once) << degrees;
    EXPECT_GT(area(once), 0);
  }
}

}  // namespace
}  // namespace gradevault
