#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <opencv2/core.hpp>

#include "flat_picture.hpp"
#include "gradevault/overlay.hpp"

namespace gradevault {
namespace {

using test::FlatPicture;
using test::marked;

DamageClasses classesOf(const FlatPicture& picture) {
  return damageClasses(picture.rgb.view(), picture.luma.view(), picture.valid.view());
}

TEST(DamageClasses, AFlatPictureShowsNothing) {
  for (const std::uint8_t grey : std::array<std::uint8_t, 3>{0, 90, 255}) {
    const DamageClasses classes = classesOf({120, 90, {grey, grey, grey}});
    EXPECT_EQ(marked(classes.stain), 0);
    EXPECT_EQ(marked(classes.structural), 0);
    EXPECT_EQ(marked(classes.wear), 0);
  }
}

TEST(DamageClasses, ABrownSpotOnGreyPaperIsAStain) {
  FlatPicture picture(200, 200, {200, 200, 200});
  const Rect spot{90, 100, 16, 12};
  picture.paint(spot, {170, 130, 70});
  const DamageClasses classes = classesOf(picture);
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 200; ++x) {
      const bool inside = x >= spot.x && x < spot.x + spot.width && y >= spot.y && y < spot.y + spot.height;
      ASSERT_EQ(classes.stain.at(x, y), inside ? 255 : 0) << x << ", " << y;
    }
  }
}

TEST(DamageClasses, ADarkLineIsStructuralAndNoStain) {
  FlatPicture picture(200, 200, {180, 180, 180});
  picture.paint({100, 0, 2, 200}, {20, 20, 20});
  const DamageClasses classes = classesOf(picture);
  EXPECT_EQ(marked(classes.stain), 0);
  EXPECT_EQ(classes.structural.at(99, 100), 255);
  EXPECT_EQ(classes.structural.at(20, 100), 0);
}

TEST(DamageClasses, AWideSoftFadingIsWear) {
  // A bright ridge without edges: 4 grey levels a pixel up to 40 brighter, so the close surroundings vary by
  // less than 10 while the wide ones are clearly darker.
  FlatPicture picture(200, 200, {60, 60, 60});
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 200; ++x) {
      const double distance = std::hypot(x - 100.0, y - 100.0);
      const auto grey = static_cast<std::uint8_t>(60 + std::clamp(50 - distance * 2.2, 0.0, 40.0));
      picture.paint({x, y, 1, 1}, {grey, grey, grey});
    }
  }
  const DamageClasses classes = classesOf(picture);
  EXPECT_EQ(marked(classes.stain), 0);
  EXPECT_GT(marked(classes.wear), 20);
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 200; ++x) {
      if (classes.wear.at(x, y) == 0) continue;
      ASSERT_EQ(classes.structural.at(x, y), 0);
      ASSERT_LT(std::hypot(x - 100.0, y - 100.0), 25.0);
    }
  }
}

TEST(DamageClasses, InvalidPixelsAreInNone) {
  FlatPicture picture(100, 100, {200, 200, 200});
  picture.paint({20, 20, 10, 10}, {170, 120, 60});
  picture.valid = test::filled(100, 100, 0);
  const DamageClasses classes = classesOf(picture);
  EXPECT_EQ(marked(classes.stain) + marked(classes.structural) + marked(classes.wear), 0);
}

TEST(DamageClasses, AreTheSameWithAnyNumberOfOpenCvThreads) {
  FlatPicture picture(640, 480, {0, 0, 0});
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 640; ++x) {
      picture.paint({x, y, 1, 1},
                    {static_cast<std::uint8_t>(x * y % 251), static_cast<std::uint8_t>(x * 3 % 256),
                     static_cast<std::uint8_t>(y * 5 % 253)});
    }
  }
  const int before = cv::getNumThreads();
  cv::setNumThreads(1);
  const DamageClasses one = classesOf(picture);
  const GrayImage oneMap = structuralMap(picture.luma.view(), picture.valid.view());
  cv::setNumThreads(4);
  const DamageClasses four = classesOf(picture);
  const GrayImage fourMap = structuralMap(picture.luma.view(), picture.valid.view());
  cv::setNumThreads(before);
  EXPECT_GT(marked(one.structural), 0);
  EXPECT_EQ(one.stain, four.stain);
  EXPECT_EQ(one.structural, four.structural);
  EXPECT_EQ(one.wear, four.wear);
  EXPECT_EQ(oneMap, fourMap);
}

TEST(DamageClasses, WorkOnPicturesOfAPixelAndOfAStrip) {
  for (const Size size : {Size{1, 1}, Size{3, 1000}, Size{1000, 2}, Size{0, 0}}) {
    const DamageClasses classes = classesOf({size.width, size.height, {128, 128, 128}});
    EXPECT_EQ(classes.stain.size(), size);
    EXPECT_EQ(marked(classes.stain) + marked(classes.structural) + marked(classes.wear), 0);
  }
}

}  // namespace
}  // namespace gradevault
