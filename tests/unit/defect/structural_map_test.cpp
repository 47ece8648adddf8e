#include <gtest/gtest.h>

#include <algorithm>

#include "flat_picture.hpp"
#include "gradevault/overlay.hpp"

namespace gradevault {
namespace {

using test::filled;
using test::FlatPicture;

TEST(StructuralMap, OfAFlatPictureIsZero) {
  const GrayImage luma = filled(64, 48, 130);
  EXPECT_EQ(structuralMap(luma.view(), filled(64, 48, 255).view()), filled(64, 48, 0));
}

TEST(StructuralMap, IsBrightestAlongAnEdgeAndDarkFarFromIt) {
  FlatPicture picture(120, 80, {40, 40, 40});
  picture.paint({60, 0, 60, 80}, {200, 200, 200});
  const GrayImage map = structuralMap(picture.luma.view(), picture.valid.view());
  EXPECT_EQ(*std::max_element(map.pixels().begin(), map.pixels().end()), 255);
  for (int y = 0; y < 80; ++y) {
    EXPECT_GE(std::max(map.at(59, y), map.at(60, y)), 250) << y;
    EXPECT_EQ(map.at(20, y), 0) << y;
    EXPECT_EQ(map.at(100, y), 0) << y;
  }
}

TEST(StructuralMap, LooksAtValidPixelsOnly) {
  FlatPicture picture(120, 80, {40, 40, 40});
  picture.paint({30, 0, 2, 80}, {60, 60, 60});
  picture.paint({90, 0, 30, 80}, {250, 250, 250});
  for (int y = 0; y < 80; ++y) {
    for (int x = 70; x < 120; ++x) picture.valid.at(x, y) = 0;
  }
  const GrayImage map = structuralMap(picture.luma.view(), picture.valid.view());
  for (int y = 0; y < 80; ++y) {
    for (int x = 70; x < 120; ++x) ASSERT_EQ(map.at(x, y), 0);
    EXPECT_GT(map.at(29, y), 200) << "the weak line is the strongest that is valid";
  }
}

TEST(StructuralMap, WorksOnPicturesOfAPixelAStripAndNone) {
  for (const Size size : {Size{1, 1}, Size{3, 1000}, Size{1000, 2}, Size{0, 0}}) {
    const GrayImage luma = filled(size.width, size.height, 77);
    EXPECT_EQ(structuralMap(luma.view(), filled(size.width, size.height, 255).view()).size(), size);
  }
}

}  // namespace
}  // namespace gradevault
