#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "flow/pyramid_geometry.hpp"
#include "level_luma.hpp"
#include "mat_over.hpp"
#include "pictures/pictures.hpp"
#include "polynomial_expansion.hpp"

namespace gradevault {
namespace {

/// As calcOpticalFlowFarneback makes a level: blur at full size, then resize.
FloatImage stockLevel(const GrayImage& picture, int level) {
  const double sigma = (std::pow(2, level) - 1) / 2;
  const int kernel = std::max(cvRound(5 * sigma) | 1, 3);
  const Size size = levelSize(picture.size(), level);
  cv::Mat blurred;
  matOver(picture.view()).convertTo(blurred, CV_32F);
  cv::GaussianBlur(blurred, blurred, {kernel, kernel}, sigma, sigma);
  FloatImage out(size.width, size.height);
  cv::Mat resized = matOver(out.view());
  cv::resize(blurred, resized, resized.size(), 0, 0, cv::INTER_LINEAR);
  return out;
}

TEST(LevelLuma, InsideIsOpenCvsBlurAndResize) {
  const GrayImage picture = testing::noise({512, 384}, 41);
  for (int level = 0; level <= 3; ++level) {
    const FloatImage own = levelLuma(picture.view(), level);
    const FloatImage stock = stockLevel(picture, level);
    ASSERT_EQ(own.size(), stock.size());
    for (int y = 2; y < own.height() - 2; ++y) {
      for (int x = 2; x < own.width() - 2; ++x) {
        ASSERT_NEAR(own.at(x, y), stock.at(x, y), 2e-4) << "level " << level << " at " << x << ", " << y;
      }
    }
  }
}

TEST(LevelLuma, OfAConstantPictureIsThatConstantUpToTheEdges) {
  for (int level = 0; level <= 8; ++level) {
    const FloatImage out = levelLuma(testing::constant({300, 290}, 200).view(), level);
    for (const float value : out.pixels()) ASSERT_NEAR(value, 200.0F, 1e-3) << "level " << level;
  }
}

TEST(LevelLuma, OfTheFullSizeIsExactInSixteenths) {
  GrayImage picture(3, 3);
  picture.at(1, 1) = 16;
  const FloatImage out = levelLuma(picture.view(), 0);
  EXPECT_EQ(out.pixels(), std::vector<float>({1, 2, 1, 2, 4, 2, 1, 2, 1}));
}

TEST(PolynomialExpansion, FindsTheCoefficientsOfAQuadraticPicture) {
  FloatImage level(41, 37);
  const auto value = [](double x, double y) {
    return 100 + 1.5 * x - 2.25 * y + 0.125 * x * x - 0.0625 * y * y + 0.1875 * x * y;
  };
  for (int y = 0; y < 37; ++y) {
    for (int x = 0; x < 41; ++x) level.at(x, y) = static_cast<float>(value(x - 20, y - 18));
  }
  const FloatImage expansion = polynomialExpansion(level.view());
  for (int y = 5; y < 32; ++y) {
    for (int x = 5; x < 36; ++x) {
      ASSERT_NEAR(expansion.at(x, y, slopeX), 1.5 + 0.25 * (x - 20) + 0.1875 * (y - 18), 1e-4);
      ASSERT_NEAR(expansion.at(x, y, slopeY), -2.25 - 0.125 * (y - 18) + 0.1875 * (x - 20), 1e-4);
      ASSERT_NEAR(expansion.at(x, y, curvatureXx), 0.125, 1e-4);
      ASSERT_NEAR(expansion.at(x, y, curvatureYy), -0.0625, 1e-4);
      ASSERT_NEAR(expansion.at(x, y, curvatureXy), 0.1875, 1e-4);
    }
  }
}

TEST(PolynomialExpansion, OfAConstantPictureIsFlatAtAwkwardSizes) {
  for (const Size size : testing::awkwardSizes) {
    const FloatImage expansion =
        polynomialExpansion(levelLuma(testing::constant(size, 255).view(), 0).view());
    for (const float value : expansion.pixels()) ASSERT_NEAR(value, 0.0F, 3e-5) << size;
  }
}

}  // namespace
}  // namespace gradevault
