#include "scan/exposure.hpp"

#include <gtest/gtest.h>

#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

TEST(Exposure, CountsTheLimitsThemselves) {
  GrayImage picture(6, 1);
  const std::array<std::uint8_t, 6> values{0, 5, 6, 249, 250, 255};
  for (int x = 0; x < 6; ++x) picture.at(x, 0) = values[static_cast<std::size_t>(x)];
  EXPECT_EQ(exposureCounts(picture.view()), (ExposureCounts{.sum = 765, .dark = 2, .bright = 2}));
}

TEST(Exposure, SharesAndMeanAreOfTheFrame) {
  QuickSample sample;
  writeExposure({.sum = 900, .dark = 1, .bright = 3}, 4, sample);
  EXPECT_EQ(sample.meanLuma, 225.0);
  EXPECT_EQ(sample.darkShare, 0.25);
  EXPECT_EQ(sample.brightShare, 0.75);
}

TEST(Exposure, OfACropIsThatOfItsCopy) {
  const GrayImage picture = testing::noise({65, 63}, 5);
  const GrayView crop = picture.view().cropped({7, 9, 31, 17});
  EXPECT_EQ(exposureCounts(crop), exposureCounts(GrayImage(crop).view()));
}

TEST(HighlightLuma, IsWhatNinetyNinePercentDoNotExceed) {
  GrayImage picture(100, 10);
  for (int x = 0; x < 100; ++x) picture.at(x, 3) = 60;
  EXPECT_EQ(highlightLuma(picture.view()), 60) << "a tenth is brighter than the rest";
  for (int x = 0; x < 10; ++x) picture.at(x, 5) = 255;
  EXPECT_EQ(highlightLuma(picture.view()), 60) << "a glint of 1 % does not count";
  picture.at(10, 5) = 200;
  EXPECT_EQ(highlightLuma(picture.view()), 200);
  EXPECT_EQ(highlightLuma(GrayImage(1, 1).view()), 0);
}

}  // namespace
}  // namespace gradevault
