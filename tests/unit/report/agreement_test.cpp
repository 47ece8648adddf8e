#include "gradevault/agreement.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gradevault/digest.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

Agreement entry(const Report& precheck, const Report& full, const std::string& measure) {
  const std::vector<Agreement> entries = agreementOf(precheck, full);
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Agreement& one) { return one.measure == measure; });
  if (found != entries.end()) return *found;
  ADD_FAILURE() << "no entry " << measure;
  return {};
}

TEST(Agreement, AReportAgreesWithItselfInEveryMeasure) {
  const std::vector<Agreement> entries = agreementOf(fullReport(), fullReport());
  EXPECT_EQ(entries.size(), 1U + 2 * 2 + 1 + 1 + 6);
  for (const Agreement& one : entries) {
    EXPECT_TRUE(one.agrees) << one.measure;
    EXPECT_EQ(one.precheck, one.full) << one.measure;
    EXPECT_EQ(one.difference.value_or(0), 0) << one.measure;
    EXPECT_EQ(one.equalShare.value_or(1), 1) << one.measure;
  }
}

TEST(Agreement, ComparesVerdictsAsWords) {
  Report precheck = fullReport();
  precheck.verdict = Verdict::good;
  const Agreement verdict = entry(precheck, fullReport(), "verdict");
  EXPECT_EQ(verdict.precheck, AgreementValue("good"));
  EXPECT_EQ(verdict.full, AgreementValue("usable"));
  EXPECT_FALSE(verdict.agrees);
  EXPECT_FALSE(verdict.difference);
}

TEST(Agreement, CheckValuesMayBeOnePerCentApart) {
  Report precheck = fullReport();
  Report full = fullReport();
  precheck.checks[0].value = 99;
  full.checks[0].value = 100;
  const Agreement near = entry(precheck, full, "checks.sharpness.value");
  EXPECT_TRUE(near.agrees);
  EXPECT_EQ(near.difference, 1);
  full.checks[0].value = 100.1;
  EXPECT_FALSE(entry(precheck, full, "checks.sharpness.value").agrees);
  precheck.checks[0].value = full.checks[0].value = 0;
  EXPECT_TRUE(entry(precheck, full, "checks.sharpness.value").agrees);
}

TEST(Agreement, ValuesOfTwoUnitsAreNotSubtracted) {
  Report precheck = fullReport();
  precheck.checks[0].unit = "of the whole frame";
  const Agreement value = entry(precheck, fullReport(), "checks.sharpness.value");
  EXPECT_FALSE(value.agrees);
  EXPECT_FALSE(value.difference);
}

TEST(Agreement, AMissingCheckIsNothingOnItsSide) {
  Report precheck = fullReport();
  precheck.checks.erase(precheck.checks.begin());
  precheck.checks.push_back({"framing", CheckStatus::ok, 1, {}, "", {}, ""});
  const Agreement sharpness = entry(precheck, fullReport(), "checks.sharpness.status");
  EXPECT_EQ(sharpness.precheck, AgreementValue());
  EXPECT_EQ(sharpness.full, AgreementValue("warn"));
  EXPECT_FALSE(sharpness.agrees);
  EXPECT_FALSE(entry(precheck, fullReport(), "checks.sharpness.value").agrees);
  EXPECT_EQ(entry(precheck, fullReport(), "checks.framing.status").full, AgreementValue());
  EXPECT_TRUE(entry(precheck, fullReport(), "checks.glare.value").agrees);  // measured by neither
}

TEST(Agreement, GoldenFramesAreASet) {
  Report precheck = fullReport();
  std::reverse(precheck.goldenFrames.begin(), precheck.goldenFrames.end());
  EXPECT_TRUE(entry(precheck, fullReport(), "goldenFrames").agrees);
  precheck.goldenFrames[0].frame = 2;
  const Agreement golden = entry(precheck, fullReport(), "goldenFrames");
  EXPECT_EQ(golden.precheck, AgreementValue(std::vector<int>{1, 2}));
  EXPECT_EQ(golden.full, AgreementValue(std::vector<int>{1, 3}));
  EXPECT_EQ(golden.difference, 2);
  EXPECT_FALSE(golden.agrees);
}

TEST(Agreement, ASeriesTellsItsLargestDifferenceAndItsEqualShare) {
  Report precheck = fullReport();
  *precheck.frames.sharpness[0] += 0.5;
  *precheck.frames.sharpness[3] -= 0.25;
  const Agreement series = entry(precheck, fullReport(), "frames.sharpness");
  EXPECT_DOUBLE_EQ(*series.difference, 0.5);
  EXPECT_EQ(series.equalShare, 0.5);
  EXPECT_FALSE(series.agrees);
  EXPECT_TRUE(entry(precheck, fullReport(), "frames.motion").agrees);
}

TEST(Agreement, AFrameThatOnlyOneSideMeasuredIsNotEqual) {
  Report precheck = fullReport();
  precheck.frames.sharpness[1].reset();
  const Agreement series = entry(precheck, fullReport(), "frames.sharpness");
  EXPECT_EQ(series.difference, 0);
  EXPECT_EQ(series.equalShare, 0.75);
  EXPECT_FALSE(series.agrees);
}

TEST(Agreement, SeriesOfTwoLengthsAreNotComparedFrameByFrame) {
  const Agreement count = entry(minimalReport(), fullReport(), "frames.count");
  EXPECT_EQ(count.difference, 3);
  EXPECT_FALSE(count.agrees);
  const Agreement series = entry(minimalReport(), fullReport(), "frames.motion");
  EXPECT_EQ(series.precheck, AgreementValue());
  EXPECT_EQ(series.full, AgreementValue(0.25));
  EXPECT_FALSE(series.difference || series.equalShare || series.agrees);
}

TEST(AddPrecheck, LeavesResultsAndDigestAndReadsBack) {
  Report full = fullReport();
  full.stage = ReportStage::full;
  const std::string digest = resultDigest(full, {});
  Report precheck = fullReport();
  precheck.precheck = std::make_shared<const Report>(minimalReport());
  addPrecheck(full, precheck);
  EXPECT_EQ(resultDigest(full, {}), digest);
  EXPECT_EQ(full.precheck->precheck, nullptr);
  EXPECT_TRUE(full.precheck->agreement.empty());

  const auto json = toJson(full);
  ASSERT_TRUE(json.ok()) << json.error().message;
  const auto again = reportFromJson(*json);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(*toJson(*again), *json);
  EXPECT_EQ(again->agreement.size(), full.agreement.size());
  EXPECT_EQ(again->precheck->scanId, precheck.scanId);
}

TEST(AddPrecheck, AWrongPrecheckIsAnErrorWithItsPlace) {
  Report full = fullReport();
  Report broken = minimalReport();
  broken.frames.motion.clear();
  addPrecheck(full, broken);
  const auto json = toJson(full);
  ASSERT_FALSE(json.ok());
  EXPECT_NE(json.error().message.find("/precheck/frames/motion: "), std::string::npos)
      << json.error().message;
}

}  // namespace
}  // namespace gradevault::testing
