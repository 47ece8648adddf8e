#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "gradevault/color.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

struct Primaries {
  double kr, kb;
};

Primaries primaries(YuvMatrix matrix) {
  if (matrix == YuvMatrix::bt601) return {0.299, 0.114};
  return matrix == YuvMatrix::bt709 ? Primaries{0.2126, 0.0722} : Primaries{0.2627, 0.0593};
}

/// The standards' equations in real numbers, clamped but not rounded.
std::array<double, 3> exactRgb(int y, int u, int v, YuvMatrix matrix, LumaRange range) {
  const auto [kr, kb] = primaries(matrix);
  const bool limited = range == LumaRange::limited;
  const double luma = limited ? (y - 16) / 219.0 : y / 255.0;
  const double cb = (u - 128) / (limited ? 224.0 : 255.0);
  const double cr = (v - 128) / (limited ? 224.0 : 255.0);
  const double r = luma + 2 * (1 - kr) * cr;
  const double b = luma + 2 * (1 - kb) * cb;
  const double g = (luma - kr * r - kb * b) / (1 - kr - kb);
  return {std::clamp(255 * r, 0.0, 255.0), std::clamp(255 * g, 0.0, 255.0), std::clamp(255 * b, 0.0, 255.0)};
}

RgbImage onePixel(int y, int u, int v, YuvMatrix matrix, LumaRange range) {
  const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
  const std::array<std::uint8_t, 3> planes{byte(y), byte(u), byte(v)};
  return rgbFromYuv({.y = {&planes[0], 1, 1, 1},
                     .u = {&planes[1], 1, 1, 1},
                     .v = {&planes[2], 1, 1, 1},
                     .chromaShiftX = 0,
                     .chromaShiftY = 0,
                     .range = range,
                     .matrix = matrix});
}

TEST(RgbFromYuv, IsTheStandardsEquationToARoundingOfTheCoefficients) {
  for (const YuvMatrix matrix : {YuvMatrix::bt601, YuvMatrix::bt709, YuvMatrix::bt2020}) {
    for (const LumaRange range : {LumaRange::limited, LumaRange::full}) {
      for (int y = 0; y < 256; y += 5) {
        for (int u = 0; u < 256; u += 15) {
          for (int v = 0; v < 256; v += 15) {
            const RgbImage rgb = onePixel(y, u, v, matrix, range);
            const std::array<double, 3> exact = exactRgb(y, u, v, matrix, range);
            for (int c = 0; c < 3; ++c) {
              ASSERT_NEAR(rgb.at(0, 0, c), exact[static_cast<std::size_t>(c)], 0.52)
                  << "Y " << y << " U " << u << " V " << v << " channel " << c;
            }
          }
        }
      }
    }
  }
}

TEST(RgbFromYuv, GrayHasThreeEqualChannelsThatAreTheLuma) {
  for (const LumaRange range : {LumaRange::limited, LumaRange::full}) {
    for (int y = 0; y < 256; ++y) {
      const auto plane = static_cast<std::uint8_t>(y);
      std::uint8_t luma = 0;
      lumaFrom8Bit({&plane, 1, 1, 1}, range, {&luma, 1, 1, 1});
      const RgbImage rgb = onePixel(y, 128, 128, YuvMatrix::bt709, range);
      EXPECT_EQ(rgb.pixels(), std::vector<std::uint8_t>(3, luma)) << "Y " << y;
    }
  }
}

TEST(RgbFromYuv, WithoutChromaPlanesIsGray) {
  const GrayImage luma = testing::noise({17, 31}, 5);
  const RgbImage rgb = rgbFromYuv({.y = luma.view(), .u = {}, .v = {}, .range = LumaRange::full});
  for (int y = 0; y < 31; ++y) {
    for (int x = 0; x < 17; ++x) {
      for (int c = 0; c < 3; ++c) ASSERT_EQ(rgb.at(x, y, c), luma.at(x, y));
    }
  }
}

TEST(RgbFromYuv, TakesTheChromaSampleThatCoversThePixelForEverySubsampling) {
  const Size size{13, 11};
  const GrayImage y = testing::noise(size, 1);
  for (int shiftX = 0; shiftX <= 2; ++shiftX) {
    for (int shiftY = 0; shiftY <= 2; ++shiftY) {
      const Size chroma{((size.width - 1) >> shiftX) + 1, ((size.height - 1) >> shiftY) + 1};
      const GrayImage u = testing::noise(chroma, 2);
      const GrayImage v = testing::noise(chroma, 3);
      const RgbImage rgb = rgbFromYuv(
          {.y = y.view(), .u = u.view(), .v = v.view(), .chromaShiftX = shiftX, .chromaShiftY = shiftY});
      for (int row = 0; row < size.height; ++row) {
        for (int column = 0; column < size.width; ++column) {
          const RgbImage alone =
              onePixel(y.at(column, row), u.at(column >> shiftX, row >> shiftY),
                       v.at(column >> shiftX, row >> shiftY), YuvMatrix::bt709, LumaRange::limited);
          for (int c = 0; c < 3; ++c) ASSERT_EQ(rgb.at(column, row, c), alone.at(0, 0, c));
        }
      }
    }
  }
}

}  // namespace
}  // namespace gradevault
