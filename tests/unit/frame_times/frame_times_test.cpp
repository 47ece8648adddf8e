#include "gradevault/frame_times.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace gradevault {
namespace {

/// Time stamps of `count` frames at `rate`, kept in whole multiples of `unit` seconds as a container would.
std::vector<double> stamps(double rate, int count, double unit, double first = 0) {
  std::vector<double> seconds;
  const auto kept = [&](double second) { return std::round(second / unit) * unit; };
  for (int i = 0; i < count; ++i) seconds.push_back(kept(first + i / rate) - kept(first));
  return seconds;
}

TEST(RegularTimes, AreTheSameFromMatroskaAndMp4) {
  for (const double rate : {10.0, 24.0, 25.0, 30.0, 50.0, 60.0, 120.0, 24000.0 / 1001, 30000.0 / 1001, 60000.0 / 1001}) {
    const auto mp4 = regularTimes(stamps(rate, 300, 1.0 / 90000));
    const auto matroska = regularTimes(stamps(rate, 300, 0.001, 2.0 / 30));
    EXPECT_EQ(mp4.seconds, matroska.seconds) << rate;
    EXPECT_EQ(mp4.frameRate, rate);
    EXPECT_FALSE(mp4.variable);
    EXPECT_DOUBLE_EQ(mp4.seconds[299], 299 / rate);
  }
}

TEST(RegularTimes, KeepTheGapOfAMissingFrame) {
  auto seconds = stamps(30, 100, 0.001);
  seconds.erase(seconds.begin() + 40, seconds.begin() + 43);
  const auto times = regularTimes(seconds);
  EXPECT_EQ(times.frameRate, 30);
  EXPECT_DOUBLE_EQ(times.seconds[40] - times.seconds[39], 4 / 30.0);
}

TEST(RegularTimes, OfAVariableRateStayAsTheyAre) {
  std::vector<double> seconds{0, 0.033, 0.081, 0.102, 0.190, 0.2334, 0.4};
  const auto times = regularTimes(seconds);
  EXPECT_TRUE(times.variable);
  EXPECT_DOUBLE_EQ(times.seconds[5], 0.233);
  EXPECT_DOUBLE_EQ(times.frameRate, 6 / 0.4);
}

TEST(RegularTimes, OfNoneOneOrEqualStampsAreHarmless) {
  EXPECT_TRUE(regularTimes({}).seconds.empty());
  const std::vector<double> one{5.0};
  EXPECT_EQ(regularTimes(one).seconds, std::vector<double>{0.0});
  const std::vector<double> equal{0, 0, 0};
  EXPECT_EQ(regularTimes(equal).seconds, equal);
  EXPECT_EQ(regularTimes(equal).frameRate, 0);
}

}  // namespace
}  // namespace gradevault
