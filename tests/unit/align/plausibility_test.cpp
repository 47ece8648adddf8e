#include "align/plausibility.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault {
namespace {

constexpr Size size{400, 600};

std::string of(const Homography& h) {
  return implausibility(h, size, size);
}

TEST(Plausibility, AllowsWhatMovesCornersByATenthOfTheLongSideAtMost) {
  EXPECT_EQ(of({1, 0, 0, 0, 1, 0, 0, 0, 1}), "");
  EXPECT_EQ(of({1, 0, 60, 0, 1, 0, 0, 0, 1}), "");
  EXPECT_NE(of({1, 0, 60.1, 0, 1, 0, 0, 0, 1}), "");
}

TEST(Plausibility, MeasuresFromTheReferencesCorners) {
  EXPECT_EQ(implausibility({2, 0, 0.5, 0, 2, 0.5, 0, 0, 1}, {200, 300}, size), "");
  EXPECT_NEAR(cornerShift({2, 0, 0.5, 0, 2, 0.5, 0, 0, 1}, {200, 300}, size), 0.0, 1e-9);
  EXPECT_NE(of({2, 0, 0.5, 0, 2, 0.5, 0, 0, 1}), "");
}

TEST(Plausibility, RefusesMirrorsHorizonsAndNumbersThatAreNone) {
  EXPECT_EQ(of({-1, 0, 399, 0, 1, 0, 0, 0, 1}), "the matches would turn the picture over");
  EXPECT_EQ(of({1, 0, 0, 0, 1, 0, -0.004, 0, 1}), "the matches would turn the picture inside out");
  EXPECT_EQ(of({std::numeric_limits<double>::quiet_NaN(), 0, 0, 0, 1, 0, 0, 0, 1}),
            "no homography fits the matches");
}

}  // namespace
}  // namespace gradevault
