#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "flow/decimation_taps.hpp"
#include "flow/polynomial_taps.hpp"
#include "flow/pyramid_geometry.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

/// A few units in the last place of a float: room for another exp() than the one the tables came from.
void expectNear(float tap, double exact) {
  EXPECT_NEAR(tap, exact, 1.5e-7 * std::abs(exact));
}

/// exp(−k² / 2σ²) for k = 0 … radius, normalised over −radius … radius.
std::vector<double> halfGaussian(double sigma, int radius) {
  std::vector<double> taps;
  for (int k = 0; k <= radius; ++k) taps.push_back(std::exp(-k * k / (2 * sigma * sigma)));
  const double sum = 2 * std::accumulate(taps.begin() + 1, taps.end(), taps[0] / 2);
  for (double& tap : taps) tap /= sum;
  return taps;
}

TEST(DecimationTaps, AreOpenCvsBlurAveragedOverTheTwoPixelsInTheMiddle) {
  for (int level = 1; level <= deepestLevel; ++level) {
    const double sigma = (std::pow(2, level) - 1) / 2;
    const int kernel = std::max(static_cast<int>(std::lrint(5 * sigma)) | 1, 3);
    std::vector<double> gaussian = halfGaussian(sigma, kernel / 2);
    gaussian.push_back(0);
    const std::span<const float> taps = decimationTaps(level);
    ASSERT_EQ(taps.size(), gaussian.size() - 1) << "level " << level;
    for (std::size_t j = 0; j < taps.size(); ++j) expectNear(taps[j], (gaussian[j] + gaussian[j + 1]) / 2);
  }
}

TEST(PolynomialTaps, AreTheLeastSquaresFitUnderTheGaussian) {
  const std::vector<double> g = halfGaussian(1.2, polynomialRadius);
  double m2 = 0;
  double m4 = 0;
  for (int k = 1; k <= polynomialRadius; ++k) {
    m2 += 2 * std::pow(k, 2) * g[static_cast<std::size_t>(k)];
    m4 += 2 * std::pow(k, 4) * g[static_cast<std::size_t>(k)];
  }
  for (int k = 0; k <= polynomialRadius; ++k) {
    const auto at = static_cast<std::size_t>(k);
    expectNear(smoothTaps[at], g[at]);
    expectNear(slopeTaps[at], k * g[at] / m2);
    expectNear(curvatureTaps[at], (k * k - m2) * g[at] / (m4 - m2 * m2));
  }
}

TEST(PyramidGeometry, ThreeLevelsMeanFourResolutionsNoneUnder32) {
  EXPECT_EQ(coarsestLevel({640, 480}, 3), 3);
  EXPECT_EQ(coarsestLevel({256, 256}, 3), 3);
  EXPECT_EQ(coarsestLevel({255, 256}, 3), 2);
  EXPECT_EQ(coarsestLevel({640, 63}, 3), 0);
  EXPECT_EQ(coarsestLevel({1, 1}, 3), 0);
  EXPECT_EQ(coarsestLevel({8192, 8192}, 8), 8);
}

TEST(PyramidGeometry, LevelsAreRoundedToTheEvenNumber) {
  for (int side = 1; side < 3000; ++side) {
    for (int level = 0; level <= deepestLevel; ++level) {
      ASSERT_EQ(levelSide(side, level), std::lrint(side / std::pow(2, level)))
          << side << " at level " << level;
    }
  }
}

}  // namespace
}  // namespace gradevault
