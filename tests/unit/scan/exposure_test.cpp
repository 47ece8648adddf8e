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

}  // namespace
}  // namespace gradevault
