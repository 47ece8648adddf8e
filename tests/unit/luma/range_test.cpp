#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "gradevault/luma.hpp"

namespace gradevault {
namespace {

GrayImage everyByte() {
  GrayImage picture(16, 16);
  for (int v = 0; v < 256; ++v) picture.at(v % 16, v / 16) = static_cast<std::uint8_t>(v);
  return picture;
}

/// Round half down of the exact (v − 16) · 255 / 219: the remainders of 219 never lie on a half.
int exactFullRange(int v) {
  return static_cast<int>(std::clamp(std::lround((v - 16) * 255.0 / 219.0), 0L, 255L));
}

TEST(LumaFrom8Bit, FullRangeIsCopied) {
  const GrayImage plane = everyByte();
  GrayImage out(16, 16);
  lumaFrom8Bit(plane.view(), LumaRange::full, out.view());
  EXPECT_EQ(out, plane);
}

TEST(LumaFrom8Bit, LimitedRangeIsTheNearestWholeNumberForEveryByte) {
  const GrayImage plane = everyByte();
  GrayImage out(16, 16);
  lumaFrom8Bit(plane.view(), LumaRange::limited, out.view());
  for (int v = 0; v < 256; ++v) EXPECT_EQ(out.at(v % 16, v / 16), exactFullRange(v)) << "from " << v;
  EXPECT_EQ(out.at(0, 1), 0) << "16 is black";
  EXPECT_EQ(out.at(235 % 16, 235 / 16), 255) << "235 is white";
}

TEST(LumaFrom8Bit, TouchesNothingOutsideTheOutputView) {
  std::vector<std::uint8_t> memory(8 * 6, 0xA5);
  const ImageView<std::uint8_t> out(memory.data() + 8 + 2, 4, 3, 8);
  const GrayImage plane = everyByte();
  lumaFrom8Bit(plane.view().cropped({3, 4, 4, 3}), LumaRange::limited, out);
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 2 && x < 6 && y >= 1 && y < 4;
      const int expected = inside ? exactFullRange(plane.at(x + 1, y + 3)) : 0xA5;
      EXPECT_EQ(memory[static_cast<std::size_t>(y * 8 + x)], expected) << x << ", " << y;
    }
  }
}

class LumaFrom16Bit : public ::testing::TestWithParam<int> {};

TEST_P(LumaFrom16Bit, EveryValueIsRoundedToTheNearestByteHalvesUp) {
  const int bits = GetParam();
  const int values = 1 << bits;
  std::vector<std::uint16_t> plane(static_cast<std::size_t>(values));
  std::iota(plane.begin(), plane.end(), std::uint16_t{0});
  std::vector<std::uint8_t> full(plane.size()), limited(plane.size());
  const int width = 256;
  lumaFrom16Bit({plane.data(), width, values / width, width}, bits, LumaRange::full,
                {full.data(), width, values / width, width});
  lumaFrom16Bit({plane.data(), width, values / width, width}, bits, LumaRange::limited,
                {limited.data(), width, values / width, width});
  for (int v = 0; v < values; ++v) {
    const auto at = static_cast<std::size_t>(v);
    const int byte = std::min(255, static_cast<int>(std::floor(v / static_cast<double>(values / 256) + 0.5)));
    ASSERT_EQ(full[at], byte) << "from " << v << " in " << bits << " bits";
    ASSERT_EQ(limited[at], exactFullRange(byte)) << "from " << v << " in " << bits << " bits";
  }
}

INSTANTIATE_TEST_SUITE_P(Depths, LumaFrom16Bit, ::testing::Range(9, 17));

TEST(LumaFrom16BitValues, TenBitsAreRoundedAsTheDesignSays) {
  std::vector<std::uint16_t> plane{0, 1, 2, 5, 6, 940, 1021, 1022, 1023};
  std::vector<std::uint8_t> out(plane.size());
  lumaFrom16Bit({plane.data(), 9, 1, 9}, 10, LumaRange::full, {out.data(), 9, 1, 9});
  EXPECT_EQ(out, (std::vector<std::uint8_t>{0, 0, 1, 1, 2, 235, 255, 255, 255}));
}

TEST(LumaFrom16BitValues, BitsAboveTheDepthCountAsWhite) {
  std::vector<std::uint16_t> plane{0xFFFF};
  std::vector<std::uint8_t> out(1);
  lumaFrom16Bit({plane.data(), 1, 1, 1}, 10, LumaRange::full, {out.data(), 1, 1, 1});
  EXPECT_EQ(out[0], 255);
}

}  // namespace
}  // namespace gradevault
