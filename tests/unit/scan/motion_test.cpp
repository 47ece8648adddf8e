#include "scan/motion.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace gradevault {
namespace {

FloatImage flowOf(std::initializer_list<std::pair<float, float>> vectors) {
  FloatImage flow(static_cast<int>(vectors.size()), 1, 2);
  int x = 0;
  for (const auto& [dx, dy] : vectors) {
    flow.at(x, 0, 0) = dx;
    flow.at(x++, 0, 1) = dy;
  }
  return flow;
}

TEST(Motion, IsTheMeanLengthNotTheLengthOfTheMean) {
  const FloatImage flow = flowOf({{3, 4}, {-3, -4}, {0, 2}, {0, 0}});
  EXPECT_EQ(meanFlowLength(flowLengthSum(flow.view()), 4), 3.0);
}

TEST(Motion, IsCutToStepsOf2ToTheMinus20) {
  const float step = 1.0F / (1 << 20);
  EXPECT_EQ(flowLengthSum(flowOf({{step, 0}}).view()), 1);
  EXPECT_EQ(flowLengthSum(flowOf({{0, 1.75F * step}}).view()), 1);
  EXPECT_EQ(flowLengthSum(flowOf({{0.5F * step, 0}}).view()), 0);
}

TEST(Motion, NotANumberIsNoMotionAndInfinityIsBounded) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(flowLengthSum(flowOf({{nan, 2}}).view()), 2 << 20);
  EXPECT_EQ(flowLengthSum(flowOf({{-infinity, nan}}).view()), std::int64_t{1024} << 20);
  EXPECT_EQ(flowLengthSum(flowOf({{0, 1e30F}}).view()), std::int64_t{1024} << 20);
}

TEST(Motion, SumsTheLargestFramesWithoutOverflow) {
  const std::int64_t pixels = std::int64_t{1} << 31;
  const std::int64_t longest = flowLengthSum(flowOf({{1e9F, -1e9F}}).view());
  EXPECT_LT(longest, std::int64_t{1} << 31);
  EXPECT_NEAR(meanFlowLength(longest * pixels, pixels), 1448.15, 0.01);
}

}  // namespace
}  // namespace gradevault
