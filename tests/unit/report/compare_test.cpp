#include <gtest/gtest.h>

#include "changed_reports.hpp"
#include "gradevault/compare.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

TEST(CompareReports, FindsNothingBetweenEqualResults) {
  EXPECT_TRUE(compareReports(fullReport(), fullReport(), std::nullopt).empty());
  EXPECT_TRUE(compareReports(fullReport(), fullReport(), 0.0).empty());
}

TEST(CompareReports, NamesEveryChangedResultAndNothingThatTheDigestLeavesOut) {
  for (const ChangedReport& changed : withEachValueChanged()) {
    if (changed.pointer == "/resultDigest") continue;
    const std::vector<Difference> differences = compareReports(fullReport(), changed.report, std::nullopt);
    if (!isCanonical(changed.pointer)) {
      EXPECT_TRUE(differences.empty()) << changed.pointer;
      continue;
    }
    // A quad that was null has eight numbers instead of one null.
    ASSERT_FALSE(differences.empty()) << changed.pointer;
    EXPECT_TRUE(differences.front().pointer == changed.pointer) << differences.front().pointer;
    EXPECT_NE(differences.front().left, differences.front().right) << changed.pointer;
  }
}

TEST(CompareReports, WritesTheValuesAsJson) {
  Report other = fullReport();
  other.frames.sharpness[1] = std::nullopt;
  other.checks[0].where[0] = "frame 2";
  other.goldenFrames.pop_back();
  const std::vector<Difference> differences = compareReports(fullReport(), other, std::nullopt);
  ASSERT_GE(differences.size(), 3U);
  EXPECT_EQ(differences[0].pointer, "/checks/0/where/0");
  EXPECT_EQ(differences[0].left, "\"frame 1\"");
  EXPECT_EQ(differences[0].right, "\"frame 2\"");
  EXPECT_EQ(differences[1].pointer, "/goldenFrames/1/frame");
  EXPECT_EQ(differences[1].left, "3");
  EXPECT_EQ(differences[1].right, "absent");
  EXPECT_EQ(differences.back().pointer, "/frames/sharpness/1");
  EXPECT_EQ(differences.back().left, "0.30000000000000004");
  EXPECT_EQ(differences.back().right, "null");
}

TEST(CompareReports, SeesWhatOnlyTheSecondHas) {
  Report shorter = fullReport();
  shorter.checks.pop_back();
  const std::vector<Difference> differences = compareReports(shorter, fullReport(), std::nullopt);
  ASSERT_FALSE(differences.empty());
  EXPECT_EQ(differences.front().pointer, "/checks/1/id");
  EXPECT_EQ(differences.front().left, "absent");
  EXPECT_EQ(differences.front().right, "\"glare\"");
}

TEST(CompareReports, WithAToleranceLetsNumbersDifferByThatMuchAndNothingElse) {
  Report other = fullReport();
  other.goldenFrames[0].quad->at(1).x += 0.09;
  other.resultDigest = "sha256:" + std::string(64, '1');
  EXPECT_EQ(compareReports(fullReport(), other, std::nullopt).size(), 2U);
  EXPECT_TRUE(compareReports(fullReport(), other, 0.1).empty());
  EXPECT_EQ(compareReports(fullReport(), other, 0.08).size(), 1U);
  other.frames.motion[1] = std::nullopt;
  other.verdict = Verdict::good;
  EXPECT_EQ(compareReports(fullReport(), other, 1e9).size(), 2U);
}

TEST(CompareReports, WithoutAToleranceSeesThatOnlyThePixelsDiffer) {
  Report other = fullReport();
  other.resultDigest = "sha256:" + std::string(64, '1');
  const std::vector<Difference> differences = compareReports(fullReport(), other, std::nullopt);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].pointer, "/resultDigest");
}

TEST(CompareReports, GivesFiftyAndCountsTheRest) {
  Report other = fullReport();
  Report one = fullReport();
  one.frames.sharpness.assign(120, 1.0);
  other.frames.sharpness.assign(120, 2.0);
  std::size_t more = 7;
  EXPECT_EQ(compareReports(one, other, std::nullopt, &more).size(), 50U);
  EXPECT_EQ(more, 70U);
  EXPECT_TRUE(compareReports(one, one, std::nullopt, &more).empty());
  EXPECT_EQ(more, 0U);
}

}  // namespace
}  // namespace gradevault::testing
