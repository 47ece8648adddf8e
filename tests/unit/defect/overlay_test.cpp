#include "gradevault/overlay.hpp"

#include <gtest/gtest.h>

#include "flat_picture.hpp"

namespace gradevault {
namespace {

using test::filled;
using test::FlatPicture;

std::array<int, 3> pixel(const RgbImage& picture, int x, int y) {
  return {picture.at(x, y, 0), picture.at(x, y, 1), picture.at(x, y, 2)};
}

GrayImage only(int x, int y) {
  GrayImage mask = filled(20, 10, 0);
  mask.at(x, y) = 255;
  return mask;
}

TEST(HeatmapColors, RunFromDarkBlueOverRedToWhite) {
  GrayImage ramp(256, 1);
  for (int x = 0; x < 256; ++x) ramp.at(x, 0) = static_cast<std::uint8_t>(x);
  const RgbImage colours = heatmapColors(ramp.view());
  EXPECT_EQ(colours.channels(), 3);
  EXPECT_EQ(pixel(colours, 0, 0), (std::array<int, 3>{8, 8, 72}));
  EXPECT_EQ(pixel(colours, 160, 0), (std::array<int, 3>{220, 30, 30}));
  EXPECT_EQ(pixel(colours, 255, 0), (std::array<int, 3>{255, 255, 255}));
  for (int x = 1; x < 256; ++x) {
    const auto brightness = [&](int at) {
      const auto [r, g, b] = pixel(colours, at, 0);
      return 2126 * r + 7152 * g + 722 * b;
    };
    EXPECT_GE(brightness(x), brightness(x - 1)) << x;
  }
}

TEST(ClassOverlay, PaintsStainsYellowStructureRedAndWearBlue) {
  const FlatPicture picture(20, 10, {100, 100, 100});
  const DamageClasses classes{only(3, 4), only(8, 4), only(13, 4)};
  const RgbImage out = classOverlay(picture.rgb.view(), classes);
  const auto [stainRed, stainGreen, stainBlue] = pixel(out, 3, 4);
  EXPECT_TRUE(stainRed > 150 && stainGreen > 150 && stainBlue < 60);
  const auto [edgeRed, edgeGreen, edgeBlue] = pixel(out, 8, 4);
  EXPECT_TRUE(edgeRed > 150 && edgeGreen < 80 && edgeBlue < 80);
  const auto [wearRed, wearGreen, wearBlue] = pixel(out, 13, 4);
  EXPECT_TRUE(wearBlue > 150 && wearRed < 80 && wearGreen < 110);
  EXPECT_EQ(pixel(out, 0, 0), (std::array<int, 3>{100, 100, 100}));
}

TEST(ClassOverlay, AStainIsSeenOverStructure) {
  const FlatPicture picture(20, 10, {100, 100, 100});
  const auto [red, green, blue] =
      pixel(classOverlay(picture.rgb.view(), {only(5, 5), only(5, 5), filled(20, 10, 0)}), 5, 5);
  EXPECT_TRUE(red > 150 && green > 120 && blue < 60);
}

TEST(MaskOverlay, ChangesMarkedPixelsOnly) {
  const FlatPicture picture(20, 10, {10, 200, 90});
  const RgbImage out = maskOverlay(picture.rgb.view(), only(7, 2).view());
  RgbImage expected = picture.rgb;
  expected.at(7, 2, 0) = 120;
  expected.at(7, 2, 1) = 115;
  expected.at(7, 2, 2) = 60;
  EXPECT_EQ(out, expected);
}

TEST(MaskOverlay, OfACroppedPictureIsTheCropOfTheOverlay) {
  FlatPicture picture(20, 10, {10, 200, 90});
  picture.paint({5, 2, 4, 4}, {250, 3, 77});
  GrayImage mask = filled(20, 10, 0);
  for (int x = 0; x < 20; ++x) mask.at(x, x / 2) = 255;
  const Rect area{4, 1, 9, 7};
  EXPECT_EQ(maskOverlay(picture.rgb.view().cropped(area), mask.view().cropped(area)),
            RgbImage(maskOverlay(picture.rgb.view(), mask.view()).view().cropped(area)));
}

}  // namespace
}  // namespace gradevault
