#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;
using test::Places;

struct Case {
  double meanLuma;
  double brightShare;
  CheckStatus status;
  const char* unit;
};

class Exposure : public testing::TestWithParam<Case> {};

// With the limits 50, 70, 200, 225 and 5 %, 25 %.
TEST_P(Exposure, GradesDarkBrightAndBurntOut) {
  Capture capture;
  capture.options.failDarkMean = 50;
  capture.options.warnDarkMean = 70;
  capture.options.warnBrightMean = 200;
  capture.options.failBrightMean = 225;
  capture.options.warnClippedShare = 0.05;
  capture.options.failClippedShare = 0.25;
  capture.eachGolden([](QuickSample& quick) {
    quick.meanLuma = GetParam().meanLuma;
    quick.brightShare = GetParam().brightShare;
  });
  const Check check = capture.check("exposure");
  EXPECT_EQ(check.status, GetParam().status);
  EXPECT_EQ(check.unit, GetParam().unit);
  EXPECT_EQ(check.hint.empty(), GetParam().status == CheckStatus::ok);
}

constexpr const char* luma = "mean luma";
constexpr const char* burnt = "share of pixels that are burnt out";

INSTANTIATE_TEST_SUITE_P(
    Table, Exposure,
    testing::Values(Case{125, 0, CheckStatus::ok, luma}, Case{70, 0, CheckStatus::ok, luma},
                    Case{69, 0, CheckStatus::warn, luma}, Case{50, 0, CheckStatus::warn, luma},
                    Case{49, 0, CheckStatus::fail, luma}, Case{200, 0, CheckStatus::ok, luma},
                    Case{201, 0, CheckStatus::warn, luma}, Case{226, 0, CheckStatus::fail, luma},
                    Case{125, 0.05, CheckStatus::ok, luma}, Case{125, 0.06, CheckStatus::warn, burnt},
                    Case{125, 0.26, CheckStatus::fail, burnt}, Case{210, 0.3, CheckStatus::fail, burnt},
                    Case{40, 0.06, CheckStatus::fail, luma}, Case{210, 0.06, CheckStatus::warn, luma}));

TEST(ExposureCheck, WhenOkShowsTheNearerLimit) {
  Capture capture;
  capture.eachGolden([&](QuickSample& quick) { quick.meanLuma = capture.options.warnDarkMean + 1; });
  EXPECT_EQ(capture.check("exposure").threshold, capture.options.warnDarkMean);
  capture.eachGolden([&](QuickSample& quick) { quick.meanLuma = capture.options.warnBrightMean - 1; });
  EXPECT_EQ(capture.check("exposure").threshold, capture.options.warnBrightMean);
}

TEST(ExposureCheck, NamesTheFramesThatMissByThemselves) {
  Capture capture;
  capture.golden(1).meanLuma = 0;
  capture.golden(4).meanLuma = 0;
  capture.golden(0).meanLuma = capture.options.warnDarkMean;
  capture.golden(2).meanLuma = capture.options.warnDarkMean;
  capture.golden(3).meanLuma = capture.options.warnDarkMean;
  const Check check = capture.check("exposure");
  EXPECT_NE(check.status, CheckStatus::ok);
  EXPECT_EQ(check.where, (Places{"frame 30", "frame 90"}));
  EXPECT_DOUBLE_EQ(*check.value, capture.options.warnDarkMean * 3 / 5);
}

}  // namespace
}  // namespace gradevault
