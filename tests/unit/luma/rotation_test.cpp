#include <gtest/gtest.h>

#include "gradevault/rotation.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

constexpr std::array<Rotation, 4> everyRotation{Rotation::none, Rotation::cw90, Rotation::cw180,
                                                Rotation::cw270};

Rotation inverse(Rotation rotation) {
  return static_cast<Rotation>((360 - static_cast<int>(rotation)) % 360);
}

TEST(Rotation, PicturesAndPointsAgreeAtAwkwardSizes) {
  for (const Size size : {Size{1, 1}, Size{1, 19}, Size{3, 3}, Size{17, 31}}) {
    const GrayImage coded = testing::noise(size, 11);
    for (const Rotation rotation : everyRotation) {
      const GrayImage upright = rotated(coded.view(), rotation);
      ASSERT_EQ(upright.size(), rotated(size, rotation));
      for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
          const Point p = rotated(Point{static_cast<double>(x), static_cast<double>(y)}, size, rotation);
          ASSERT_EQ(upright.at(static_cast<int>(p.x), static_cast<int>(p.y)), coded.at(x, y));
        }
      }
    }
  }
}

TEST(Rotation, TurningBackGivesTheSamePicturePointAndArea) {
  const GrayImage coded = testing::noise({17, 31}, 12);
  for (const Rotation rotation : everyRotation) {
    const Size upright = rotated(coded.size(), rotation);
    EXPECT_EQ(rotated(rotated(coded.view(), rotation).view(), inverse(rotation)), coded);
    const Point point{3.25, 30.5};
    EXPECT_EQ(rotated(rotated(point, coded.size(), rotation), upright, inverse(rotation)), point);
    const Rect area{2, 5, 9, 21};
    EXPECT_EQ(rotated(rotated(area, coded.size(), rotation), upright, inverse(rotation)), area);
  }
}

TEST(Rotation, AnAreaIsWhereItsPixelsAre) {
  const Rect area{2, 5, 9, 21};
  GrayImage coded(17, 31);
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) coded.at(x, y) = 1;
  }
  for (const Rotation rotation : everyRotation) {
    const GrayImage upright = rotated(coded.view(), rotation);
    const Rect there = rotated(area, coded.size(), rotation);
    int inside = 0;
    for (int y = there.y; y < there.y + there.height; ++y) {
      for (int x = there.x; x < there.x + there.width; ++x) inside += upright.at(x, y);
    }
    EXPECT_EQ(inside, area.width * area.height);
    EXPECT_EQ(there.width * there.height, area.width * area.height);
  }
}

TEST(Rotation, ClockwiseMovesTheTopLeftPixelToTheTopRight) {
  GrayImage coded(3, 2);
  coded.at(0, 0) = 9;
  EXPECT_EQ(rotated(coded.view(), Rotation::cw90).at(1, 0), 9);
  EXPECT_EQ(rotated(coded.view(), Rotation::cw180).at(2, 1), 9);
  EXPECT_EQ(rotated(coded.view(), Rotation::cw270).at(0, 2), 9);
}

TEST(Rotation, KeepsTheChannelsOfAPixelTogetherAndReadsViewsWithGaps) {
  RgbImage coded(5, 4, 3);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 5; ++x) {
      for (int c = 0; c < 3; ++c) coded.at(x, y, c) = static_cast<std::uint8_t>(100 * c + 10 * y + x);
    }
  }
  const RgbImage upright = rotated(std::as_const(coded).view().cropped({1, 1, 3, 2}), Rotation::cw90);
  ASSERT_EQ(upright.size(), (Size{2, 3}));
  for (int c = 0; c < 3; ++c) {
    EXPECT_EQ(upright.at(1, 0, c), 100 * c + 11);
    EXPECT_EQ(upright.at(0, 2, c), 100 * c + 23);
  }
}

}  // namespace
}  // namespace gradevault
