#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "gradevault/luma.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

int blockMean(const GrayImage& picture, int left, int top, int width, int height) {
  int sum = 0;
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) sum += picture.at(x, y);
  }
  return (sum + width * height / 2) / (width * height);
}

TEST(QuickFactor, IsTheSmallestThatFits) {
  for (int longest : {1, 2, 7, 64, 640}) {
    for (int side = 1; side <= 3000; ++side) {
      const int factor = quickFactor({side, 1}, longest);
      ASSERT_LE(side / factor, longest) << side;
      ASSERT_TRUE(factor == 1 || side / (factor - 1) > longest) << side;
      ASSERT_EQ(quickFactor({1, side}, longest), factor) << side;
    }
  }
}

TEST(QuickFactor, OfTheUsualVideoSizes) {
  EXPECT_EQ(quickFactor({640, 480}), 1);
  EXPECT_EQ(quickFactor({1280, 720}), 2);
  EXPECT_EQ(quickFactor({1080, 1920}), 3);
  EXPECT_EQ(quickFactor({3840, 2160}), 6);
}

TEST(AveragedSize, DropsTheRestButKeepsAPicture) {
  EXPECT_EQ(averagedSize({1921, 1082}, 3), (Size{640, 360}));
  EXPECT_EQ(averagedSize({1921, 2}, 3), (Size{640, 1}));
  EXPECT_EQ(averagedSize({1, 1}, 100), (Size{1, 1}));
}

TEST(AverageDown, IsTheRoundedMeanOfEachBlockAtAwkwardSizes) {
  for (const Size size : testing::awkwardSizes) {
    const GrayImage picture = testing::noise(size, 7);
    for (int factor : {1, 2, 3, 5, 64, 1000}) {
      const GrayImage out = averagedDown(picture.view(), factor);
      const Size expected = averagedSize(size, factor);
      ASSERT_EQ(out.size(), expected);
      const int blockWidth = std::min(factor, size.width);
      const int blockHeight = std::min(factor, size.height);
      for (int y = 0; y < expected.height; ++y) {
        for (int x = 0; x < expected.width; ++x) {
          ASSERT_EQ(out.at(x, y),
                    blockMean(picture, x * blockWidth, y * blockHeight, blockWidth, blockHeight))
              << size << " by " << factor << " at " << x << ", " << y;
        }
      }
    }
  }
}

TEST(AverageDown, RoundsHalvesUp) {
  GrayImage picture(2, 2);
  picture.at(0, 0) = 1;
  picture.at(1, 0) = 1;
  EXPECT_EQ(averagedDown(picture.view(), 2).at(0, 0), 1);
  picture.at(1, 0) = 0;
  EXPECT_EQ(averagedDown(picture.view(), 2).at(0, 0), 0);
}

TEST(AverageDown, WhiteStaysWhiteOverAHugeBlock) {
  const GrayImage picture = testing::constant({4100, 4099}, 255);
  EXPECT_EQ(averagedDown(picture.view(), 5000).at(0, 0), 255);
}

TEST(AverageDown, TouchesNothingOutsideTheOutputView) {
  const GrayImage picture = testing::noise({17, 31}, 3);
  const GrayImage expected = averagedDown(picture.view(), 4);
  std::vector<std::uint8_t> memory(8 * 9, 0xA5);
  const ImageView<std::uint8_t> out(memory.data() + 8 + 3, 4, 7, 8);
  averageDown(picture.view(), 4, out);
  for (int y = 0; y < 9; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 3 && x < 7 && y >= 1 && y < 8;
      EXPECT_EQ(memory[static_cast<std::size_t>(y * 8 + x)], inside ? expected.at(x - 3, y - 1) : 0xA5);
    }
  }
}

}  // namespace
}  // namespace gradevault
