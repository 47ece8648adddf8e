#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "gradevault/color.hpp"
#include "gradevault/luma.hpp"

namespace gradevault {
namespace {

constexpr YuvMatrix matrices[] = {YuvMatrix::bt601, YuvMatrix::bt709, YuvMatrix::bt2020};

/// One row with every luma code, at one chroma.
struct Codes {
  GrayImage y{256, 1};
  GrayImage u{256, 1};
  GrayImage v{256, 1};

  Codes(int cb, int cr) {
    for (int code = 0; code < 256; ++code) {
      y.at(code, 0) = static_cast<std::uint8_t>(code);
      u.at(code, 0) = static_cast<std::uint8_t>(cb);
      v.at(code, 0) = static_cast<std::uint8_t>(cr);
    }
  }
  [[nodiscard]] YuvView view(YuvMatrix matrix, LumaRange range) const {
    return {y.view(), u.view(), v.view(), 0, 0, range, matrix};
  }
};

GrayImage lumaOfRgb(const RgbImage& rgb, YuvMatrix matrix) {
  GrayImage luma(rgb.width(), rgb.height());
  lumaFromRgb(rgb.view(), matrix, luma.view());
  return luma;
}

GrayImage trueLuma(const Codes& codes, LumaRange range) {
  GrayImage luma(256, 1);
  lumaFrom8Bit(codes.y.view(), range, luma.view());
  return luma;
}

bool clipped(const RgbImage& rgb, int x) {
  for (int channel = 0; channel < 3; ++channel) {
    if (rgb.at(x, 0, channel) == 0 || rgb.at(x, 0, channel) == 255) return true;
  }
  return false;
}

TEST(LumaFromRgb, IsTheDecodersWithinACodeWhereNoColourWasClipped) {
  for (const YuvMatrix matrix : matrices) {
    for (const LumaRange range : {LumaRange::limited, LumaRange::full}) {
      int compared = 0;
      int worst = 0;
      for (int cb = 0; cb < 256; cb += 3) {
        for (int cr = 0; cr < 256; cr += 3) {
          const Codes codes(cb, cr);
          const RgbImage rgb = rgbFromYuv(codes.view(matrix, range));
          const GrayImage luma = lumaOfRgb(rgb, matrix);
          const GrayImage expected = trueLuma(codes, range);
          for (int x = 0; x < 256; ++x) {
            if (clipped(rgb, x)) continue;
            ++compared;
            worst = std::max(worst, std::abs(luma.at(x, 0) - expected.at(x, 0)));
          }
        }
      }
      EXPECT_GT(compared, 250'000);
      EXPECT_LE(worst, 1);
    }
  }
}

TEST(LumaFromRgb, KeepsGreyExactly) {
  for (const YuvMatrix matrix : matrices) {
    for (const LumaRange range : {LumaRange::limited, LumaRange::full}) {
      const Codes codes(128, 128);
      EXPECT_EQ(lumaOfRgb(rgbFromYuv(codes.view(matrix, range)), matrix), trueLuma(codes, range));
    }
  }
}

TEST(LumaFromRgb, WeighsTheColoursByTheMatrix) {
  RgbImage rgb(4, 1, 3);
  const std::uint8_t pixels[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};
  std::copy(std::begin(pixels), std::end(pixels), rgb.view().data());
  // 255 · (0.299, 0.587, 0.114), 255 · (0.2126, 0.7152, 0.0722), 255 · (0.2627, 0.678, 0.0593)
  EXPECT_EQ(lumaOfRgb(rgb, YuvMatrix::bt601).pixels(), (std::vector<std::uint8_t>{76, 150, 29, 255}));
  EXPECT_EQ(lumaOfRgb(rgb, YuvMatrix::bt709).pixels(), (std::vector<std::uint8_t>{54, 182, 18, 255}));
  EXPECT_EQ(lumaOfRgb(rgb, YuvMatrix::bt2020).pixels(), (std::vector<std::uint8_t>{67, 173, 15, 255}));
}

TEST(LumaFromRgb, IgnoresTheFourthChannel) {
  Image<std::uint8_t> rgba(2, 1, 4);
  const std::uint8_t pixels[] = {10, 200, 30, 0, 10, 200, 30, 255};
  std::copy(std::begin(pixels), std::end(pixels), rgba.view().data());
  GrayImage luma(2, 1);
  lumaFromRgb(rgba.view(), YuvMatrix::bt709, luma.view());
  EXPECT_EQ(luma.at(0, 0), luma.at(1, 0));
  EXPECT_EQ(luma.at(0, 0), 147);
}

}  // namespace
}  // namespace gradevault
