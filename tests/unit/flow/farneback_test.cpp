#include "farneback.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "flow_solution.hpp"
#include "gradevault/rotation.hpp"
#include "middlebury.hpp"
#include "own_flow.hpp"
#include "pictures/pictures.hpp"
#include "stock_flow.hpp"

namespace gradevault {
namespace {

double meanLength(const FloatImage& flow) {
  return testing::meanEndPointDifference(flow.view(), FloatImage(flow.width(), flow.height(), 2).view());
}

TEST(Farneback, BetweenEqualFramesIsZero) {
  for (const Size size : testing::awkwardSizes) {
    for (const GrayImage& picture :
         {testing::noise(size, 44), testing::waves(size), testing::constant(size, 9)}) {
      EXPECT_EQ(testing::ownFlow(picture, picture), FloatImage(size.width, size.height, 2)) << size;
    }
  }
}

TEST(Farneback, BetweenConstantFramesOfDifferentBrightnessIsNearlyZero) {
  const GrayImage dark = testing::constant({65, 63}, 10);
  const GrayImage bright = testing::constant({65, 63}, 250);
  EXPECT_LT(meanLength(testing::ownFlow(dark, bright)), 1e-3);
}

TEST(Farneback, AgreesWithStockOpenCvAtAwkwardSizes) {
  for (const Size size : testing::awkwardSizes) {
    if (size.width < 10 || size.height < 10) continue;  // there OpenCV forgets the weights of the border
    const GrayImage before = testing::waves(size);
    const GrayImage now = testing::waves(size, 0.7, -0.4);
    const FloatImage own = testing::ownFlow(before, now);
    EXPECT_LE(testing::meanEndPointDifference(own.view(), testing::stockFlow(before, now).view()), 0.02)
        << size;
  }
}

TEST(Farneback, AgreesWithStockOpenCvForEverySetting) {
  const Size size{320, 240};
  const GrayImage before = testing::waves(size);
  const GrayImage now = testing::waves(size, 3.2, 1.9);
  for (const FlowSettings& settings :
       {FlowSettings{0, 15, 3}, FlowSettings{1, 15, 3}, FlowSettings{2, 15, 3}, FlowSettings{8, 15, 3},
        FlowSettings{3, 15, 1}, FlowSettings{3, 15, 7}, FlowSettings{3, 9, 3}, FlowSettings{3, 21, 3},
        FlowSettings{3, 33, 2}}) {
    const FloatImage own = testing::ownFlow(before, now, settings);
    const FloatImage stock = testing::stockFlow(before, now, settings);
    EXPECT_LE(testing::meanEndPointDifference(own.view(), stock.view()), 0.02)
        << settings.levels << " levels, window " << settings.window << ", " << settings.iterations
        << " iterations";
  }
}

TEST(Farneback, MirroredFramesHaveTheMirroredFlow) {
  const Size size{127, 97};
  const GrayImage before = testing::waves(size);
  const GrayImage now = testing::waves(size, 1.4, 0.8);
  const FloatImage flow = testing::ownFlow(before, now);
  const FloatImage mirrored =
      testing::ownFlow(testing::mirrored(before.view()), testing::mirrored(now.view()));
  double difference = 0;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      difference += std::abs(flow.at(x, y, 0) + mirrored.at(size.width - 1 - x, y, 0));
      difference += std::abs(flow.at(x, y, 1) - mirrored.at(size.width - 1 - x, y, 1));
    }
  }
  EXPECT_LT(difference / (size.width * size.height), 0.02);
}

TEST(Farneback, TurnedFramesMoveAsFar) {
  const GrayImage before = testing::waves({256, 192});
  const GrayImage now = testing::waves({256, 192}, 2.1, -1.3);
  const double length = meanLength(testing::ownFlow(before, now));
  for (const Rotation rotation : {Rotation::cw90, Rotation::cw180, Rotation::cw270}) {
    const FloatImage turned =
        testing::ownFlow(rotated(before.view(), rotation), rotated(now.view(), rotation));
    EXPECT_NEAR(meanLength(turned), length, 0.01);
  }
}

TEST(Farneback, NeverLeavesTheBoundsOnNoise) {
  for (const Size size : testing::awkwardSizes) {
    const FloatImage flow = testing::ownFlow(testing::noise(size, 45), testing::noise(size, 46));
    for (const float component : flow.pixels()) ASSERT_LE(std::abs(component), 1024.0F) << size;
  }
}

TEST(FinerFlow, InterpolatesALinearFlowExactlyInside) {
  FloatImage coarse(9, 7, 2);
  for (int y = 0; y < 7; ++y) {
    for (int x = 0; x < 9; ++x) {
      coarse.at(x, y, 0) = static_cast<float>(x);
      coarse.at(x, y, 1) = static_cast<float>(3 * y);
    }
  }
  const FloatImage fine = finerFlow(coarse.view(), {19, 13});
  for (int y = 1; y < 12; ++y) {
    for (int x = 1; x < 17; ++x) {
      EXPECT_EQ(fine.at(x, y, 0), 2 * ((static_cast<float>(x) + 0.5F) / 2 - 0.5F));
      EXPECT_EQ(fine.at(x, y, 1), 6 * ((static_cast<float>(y) + 0.5F) / 2 - 0.5F));
    }
  }
  EXPECT_EQ(fine.at(18, 0, 0), 16.0F) << "beyond the last sample its value goes on";
}

}  // namespace
}  // namespace gradevault
