#include "align/patch_shift.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace gradevault {
namespace {

cv::Mat waves(double moveX, double moveY, double gain, double offset) {
  cv::Mat picture(80, 80, CV_8U);
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 80; ++x) {
      const double u = x - moveX;
      const double v = y - moveY;
      const double value = 128 + 50 * std::sin(0.35 * u + 0.1 * v) + 45 * std::cos(0.3 * v - 0.12 * u);
      picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(std::lround(gain * value + offset));
    }
  }
  return picture;
}

constexpr Homography identity{1, 0, 0, 0, 1, 0, 0, 0, 1};

TEST(PatchShift, FindsTheShiftToAFiftiethOfAPixelWhateverTheLight) {
  for (const auto& [x, y] : {std::pair{0.0, 0.0}, {0.4, -0.3}, {2.75, 1.5}, {-3.2, 2.6}}) {
    for (const double gain : {1.0, 0.6}) {
      const auto shift = patchShift(waves(0, 0, 1, 0), waves(x, y, gain, 20), identity, {40, 40}, 6);
      ASSERT_TRUE(shift) << x << ", " << y;
      EXPECT_NEAR(shift->x, x, 0.02);
      EXPECT_NEAR(shift->y, y, 0.02);
    }
  }
}

TEST(PatchShift, IsMeasuredOnTopOfTheHomography) {
  const auto shift =
      patchShift(waves(0, 0, 1, 0), waves(5, -4, 1, 0), {1, 0, 4, 0, 1, -4, 0, 0, 1}, {40, 40}, 6);
  ASSERT_TRUE(shift);
  EXPECT_NEAR(shift->x, 1.0, 0.02);
  EXPECT_NEAR(shift->y, 0.0, 0.02);
}

TEST(PatchShift, SaysNothingOfFlatUnlikeOrMissingPatches) {
  const cv::Mat picture = waves(0, 0, 1, 0);
  EXPECT_FALSE(patchShift(picture, cv::Mat(80, 80, CV_8U, cv::Scalar(90)), identity, {40, 40}, 6));
  EXPECT_FALSE(patchShift(cv::Mat(80, 80, CV_8U, cv::Scalar(90)), picture, identity, {40, 40}, 6));
  EXPECT_FALSE(patchShift(picture, waves(2, 0, 1, 0), identity, {40, 40}, 1));
  EXPECT_FALSE(patchShift(picture, picture, {1, 0, 60, 0, 1, 0, 0, 0, 1}, {40, 40}, 6));
}

}  // namespace
}  // namespace gradevault
