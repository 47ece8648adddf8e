#include "scan/sharpness.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "gradevault/rotation.hpp"
#include "pictures/pictures.hpp"
#include "scan/border.hpp"
#include "scan/wide_integer.hpp"

namespace gradevault {
namespace {

TEST(Sharpness, OfOneBrightPixelIsWhatHandCalculationGives) {
  GrayImage picture(5, 5);
  picture.at(2, 2) = 10;
  const LaplacianSums sums = laplacianSums(picture.view());
  EXPECT_EQ(sums, (LaplacianSums{.sum = 0, .squares = 40 * 40 + 4 * 10 * 10, .pixels = 25}));
  EXPECT_DOUBLE_EQ(variance(sums), 2000.0 / 25.0);
}

TEST(Sharpness, MirrorsTheBorderWithoutRepeatingTheOutermostPixel) {
  GrayImage picture(3, 1);
  picture.at(0, 0) = 10;
  picture.at(1, 0) = 20;
  picture.at(2, 0) = 60;
  // Along x: 2·20 − 2·10, 10 + 60 − 2·20, 2·20 − 2·60; along y a side of 1 px is constant.
  const LaplacianSums sums = laplacianSums(picture.view());
  EXPECT_EQ(sums, (LaplacianSums{.sum = 20 + 30 - 80, .squares = 400 + 900 + 6400, .pixels = 3}));
  EXPECT_DOUBLE_EQ(variance(sums), (3 * 7700.0 - 900.0) / 9.0);
}

TEST(Sharpness, OfAConstantPictureIsZeroAtEverySize) {
  for (const Size size : testing::awkwardSizes) {
    EXPECT_EQ(variance(laplacianSums(testing::constant(size, 201).view())), 0.0) << size;
  }
}

TEST(Sharpness, DoesNotChangeWhenThePictureIsMirroredOrTurned) {
  for (const Size size : testing::awkwardSizes) {
    const GrayImage picture = testing::noise(size, 4);
    const LaplacianSums sums = laplacianSums(picture.view());
    EXPECT_EQ(laplacianSums(testing::mirrored(picture.view()).view()), sums) << size;
    for (const Rotation rotation : {Rotation::cw90, Rotation::cw180, Rotation::cw270}) {
      EXPECT_EQ(laplacianSums(rotated(picture.view(), rotation).view()), sums) << size;
    }
  }
}

TEST(Sharpness, OfACropIsThatOfItsCopy) {
  const GrayImage picture = testing::noise({65, 63}, 5);
  const GrayView crop = picture.view().cropped({7, 9, 31, 17});
  EXPECT_EQ(laplacianSums(crop), laplacianSums(GrayImage(crop).view()));
}

TEST(Sharpness, OfTheHardestPictureIsExact) {
  GrayImage picture(64, 64);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) picture.at(x, y) = (x + y) % 2 == 0 ? 255 : 0;
  }
  EXPECT_EQ(variance(laplacianSums(picture.view())), 1020.0 * 1020.0);
}

TEST(Sharpness, DoesNotOverflowAtTheLargestFrame) {
  const std::int64_t pixels = std::int64_t{1} << 31;
  const LaplacianSums sums{.sum = 0, .squares = 1020 * 1020 * pixels, .pixels = pixels};
  EXPECT_EQ(variance(sums), 1020.0 * 1020.0);
}

TEST(Border, MirrorsAgainAndAgainFarOutside) {
  EXPECT_EQ(reflect101(-1, 4), 1);
  EXPECT_EQ(reflect101(4, 4), 2);
  EXPECT_EQ(reflect101(-5, 3), 1);
  EXPECT_EQ(reflect101(7, 2), 1);
  EXPECT_EQ(reflect101(-8, 1), 0);
}

TEST(RoundedQuotient, EqualsTheHardwareDivisionOfExactDoubles) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t numerator = random() >> (11 + i % 50);
    const std::uint64_t denominator = (random() >> (11 + i % 37)) + 1;
    ASSERT_EQ(roundedQuotient(numerator, denominator),
              static_cast<double>(numerator) / static_cast<double>(denominator))
        << numerator << " / " << denominator;
  }
}

TEST(RoundedQuotient, RoundsOnceToTheNearestAndTiesToEven) {
  const Uint128 tie = (Uint128{1} << 53) + 1;
  EXPECT_EQ(roundedQuotient(tie, 1), std::ldexp(1.0, 53));
  EXPECT_EQ(roundedQuotient(tie + 2, 1), std::ldexp(1.0, 53) + 4);
  const Uint128 aboveTheTie = (tie << 60) + 1;
  EXPECT_EQ(roundedQuotient(aboveTheTie, 1), std::ldexp(std::ldexp(1.0, 53) + 2, 60));
  EXPECT_EQ(roundedQuotient(tie * 3 + 1, 3), std::ldexp(1.0, 53) + 2);
  EXPECT_EQ(roundedQuotient(0, 5), 0.0);
}

}  // namespace
}  // namespace gradevault
