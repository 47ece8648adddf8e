#include <gtest/gtest.h>

#include <cmath>

#include "pictures/pictures.hpp"
#include "scans.hpp"

namespace gradevault {
namespace {

struct Shift {
  double dx, dy;
};

class MotionTruth : public ::testing::TestWithParam<const char*> {};

TEST_P(MotionTruth, OfATranslationIsItsLength) {
  for (const Shift shift : {Shift{0.25, 0}, Shift{0, -0.6}, Shift{1, 1}, Shift{-2.5, 1.25}, Shift{4, 3},
                            Shift{-5, -4}, Shift{8, 0}, Shift{0, 7.5}}) {
    const std::vector<GrayImage> frames{testing::waves({640, 480}),
                                        testing::waves({640, 480}, shift.dx, shift.dy)};
    Options options;
    options.profile = Profile::quick;
    const std::vector<FrameScan> scans = testing::scanAll(GetParam(), frames, options);
    ASSERT_TRUE(scans[1].quick.motion.has_value());
    EXPECT_NEAR(*scans[1].quick.motion, std::hypot(shift.dx, shift.dy), 0.1) << shift.dx << ", " << shift.dy;
  }
}

TEST_P(MotionTruth, OnTheFullSizeLumaIsInItsPixels) {
  const std::vector<GrayImage> frames{testing::waves({1280, 960}), testing::waves({1280, 960}, 3, -1)};
  const std::vector<FrameScan> scans = testing::scanAll(GetParam(), frames);
  ASSERT_TRUE(scans[1].precise && scans[1].precise->motion);
  EXPECT_NEAR(*scans[1].precise->motion, std::hypot(3, 1), 0.1);
  EXPECT_NEAR(*scans[1].quick.motion, std::hypot(3, 1) / 2, 0.1);
}

TEST_P(MotionTruth, OfAStillCaptureIsNearlyZero) {
  const std::vector<GrayImage> frames{testing::waves({320, 240}), testing::waves({320, 240})};
  EXPECT_NEAR(*testing::scanAll(GetParam(), frames)[1].quick.motion, 0.0, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(All, MotionTruth, ::testing::ValuesIn(testing::everyEngine()),
                         [](const auto& test) { return std::string(test.param); });

TEST(MotionOfTheReference, OfAStillCaptureIsExactlyZero) {
  const std::vector<GrayImage> frames{testing::noise({320, 240}, 1), testing::noise({320, 240}, 1)};
  EXPECT_EQ(*testing::scanAll("reference", frames)[1].quick.motion, 0.0);
}

}  // namespace
}  // namespace gradevault
