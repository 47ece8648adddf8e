#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;
using test::Places;

struct Case {
  int highlight;
  double meanLuma;
  double brightShare;
  CheckStatus status;
  const char* unit;
};

class Exposure : public testing::TestWithParam<Case> {};

// With the limits 50, 70 (highlights), 200, 225 (mean) and 5 %, 25 %.
TEST_P(Exposure, GradesDarkBrightAndBurntOut) {
  Capture capture;
  capture.options.failHighlight = 50;
  capture.options.warnHighlight = 70;
  capture.options.warnBrightMean = 200;
  capture.options.failBrightMean = 225;
  capture.options.warnClippedShare = 0.05;
  capture.options.failClippedShare = 0.25;
  capture.eachGolden([](QuickSample& quick) {
    quick.highlightLuma = GetParam().highlight;
    quick.meanLuma = GetParam().meanLuma;
    quick.brightShare = GetParam().brightShare;
  });
  const Check check = capture.check("exposure");
  EXPECT_EQ(check.status, GetParam().status);
  EXPECT_EQ(check.unit, GetParam().unit);
  EXPECT_EQ(check.hint.empty(), GetParam().status == CheckStatus::ok);
}

constexpr const char* highlight = "luma of the brightest 1 %";
constexpr const char* luma = "mean luma";
constexpr const char* burnt = "share of pixels that are burnt out";

INSTANTIATE_TEST_SUITE_P(
    Table, Exposure,
    testing::Values(Case{250, 125, 0, CheckStatus::ok, luma}, Case{70, 40, 0, CheckStatus::ok, highlight},
                    Case{69, 40, 0, CheckStatus::warn, highlight}, Case{50, 40, 0, CheckStatus::warn, highlight},
                    Case{49, 40, 0, CheckStatus::fail, highlight}, Case{240, 20, 0, CheckStatus::ok, highlight},
                    Case{255, 200, 0, CheckStatus::ok, luma}, Case{255, 201, 0, CheckStatus::warn, luma},
                    Case{255, 226, 0, CheckStatus::fail, luma}, Case{255, 125, 0.05, CheckStatus::ok, luma},
                    Case{255, 125, 0.06, CheckStatus::warn, burnt}, Case{255, 125, 0.26, CheckStatus::fail, burnt},
                    Case{255, 210, 0.3, CheckStatus::fail, burnt}, Case{40, 20, 0.06, CheckStatus::fail, highlight},
                    Case{255, 210, 0.06, CheckStatus::warn, luma}));

TEST(ExposureCheck, WhenOkShowsTheNearerLimit) {
  Capture capture;
  capture.options.warnHighlight = 140;
  capture.options.warnBrightMean = 225;
  capture.eachGolden([](QuickSample& quick) { quick.highlightLuma = 141; });
  EXPECT_EQ(capture.check("exposure").threshold, 140);
  capture.eachGolden([](QuickSample& quick) {
    quick.highlightLuma = 255;
    quick.meanLuma = 224;
  });
  EXPECT_EQ(capture.check("exposure").threshold, 225);
}

TEST(ExposureCheck, ADarkItemOnADarkTableIsNotADarkCapture) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) {
    quick.meanLuma = 30;
    quick.highlightLuma = 210;
  });
  EXPECT_EQ(capture.check("exposure").status, CheckStatus::ok);
}

TEST(ExposureCheck, NamesTheFramesThatMissByThemselves) {
  Capture capture;
  for (const std::size_t dark : {1U, 4U}) capture.golden(dark).highlightLuma = 0;
  for (const std::size_t bright : {0U, 2U, 3U}) capture.golden(bright).highlightLuma = 200;
  const Check check = capture.check("exposure");
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_EQ(check.where, (Places{"frame 30", "frame 90"}));
  EXPECT_DOUBLE_EQ(*check.value, 120);
}

}  // namespace
}  // namespace gradevault
