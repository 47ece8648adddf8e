#include <gtest/gtest.h>

#include <clocale>
#include <locale>

#include "changed_reports.hpp"
#include "gradevault/digest.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

const std::map<std::string, std::string> pixels{{"defect_mask.png", std::string(64, '3')},
                                                {"golden_01.png", std::string(64, '5')}};

// Computed apart from this program, from the files of round_trip_test and the decision record (Python,
// hashlib and struct).
TEST(ResultDigest, OfAFixedReportStaysWhatItIs) {
  EXPECT_EQ(resultDigest(fullReport(), pixels),
            "sha256:7e04cc814c1b9498f256474e02d2879bc8253f9e52dbd78e5cea9e772c64481d");
  EXPECT_EQ(resultDigest(minimalReport(), {}),
            "sha256:271df642ca620a7d0e090b342b43307f8c464d3921ea9eb2f20e79adeab46737");
}

TEST(ResultDigest, ChangesWithEveryCanonicalValueAndWithNoOther) {
  const std::string before = resultDigest(fullReport(), pixels);
  int canonical = 0;
  for (const ChangedReport& changed : withEachValueChanged()) {
    canonical += isCanonical(changed.pointer) ? 1 : 0;
    if (isCanonical(changed.pointer)) {
      EXPECT_NE(resultDigest(changed.report, pixels), before) << changed.pointer;
    } else {
      EXPECT_EQ(resultDigest(changed.report, pixels), before) << changed.pointer;
    }
  }
  EXPECT_GT(canonical, 120);
}

TEST(ResultDigest, ChangesWhenAPartIsAbsent) {
  std::vector<Report> reports(11, fullReport());
  reports[1].frames.precise.reset();
  reports[2].frames.precise = FramesReport::Precise{};
  reports[3].defects.reset();
  reports[4].defects = DefectsReport{};
  reports[5].goldenFrames.pop_back();
  reports[6].goldenFrames[0].quad.reset();
  reports[7].checks.clear();
  reports[8].frames.count = 5;
  reports[9].frames.lost.clear();
  reports[10].defects->regions[0].areas.pop_back();
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto [first, isNew] = seen.emplace(resultDigest(reports[i], pixels), i);
    EXPECT_TRUE(isNew) << i << " has the digest of " << first->second;
  }
}

TEST(ResultDigest, CoversTheNamesAndDigestsOfTheRawPixels) {
  const std::string before = resultDigest(fullReport(), pixels);
  auto other = pixels;
  other["defect_mask.png"].back() = '4';
  EXPECT_NE(resultDigest(fullReport(), other), before);
  auto renamed = pixels;
  renamed["golden_02.png"] = renamed.extract("golden_01.png").mapped();
  EXPECT_NE(resultDigest(fullReport(), renamed), before);
  EXPECT_NE(resultDigest(fullReport(), {}), before);
}

TEST(ResultDigest, DoesNotTellMinusZeroFromZero) {
  Report report = fullReport();
  report.frames.darkShare[1] = 0.0;
  const std::string zero = resultDigest(report, {});
  report.frames.darkShare[1] = -0.0;
  EXPECT_EQ(resultDigest(report, {}), zero);
}

TEST(ResultDigest, IsTheSameAfterAWayThroughJson) {
  for (const Report& report : {fullReport(), minimalReport()}) {
    const Result<Report> again = reportFromJson(*toJson(report));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(resultDigest(*again, pixels), resultDigest(report, pixels));
  }
}

class GermanNumbers final : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(ResultDigest, AndJsonAreTheSameInAnyLocale) {
  const std::string digest = resultDigest(fullReport(), pixels);
  const std::string json = *toJson(fullReport());
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new GermanNumbers));
  const std::string cBefore = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // where it is installed
  EXPECT_EQ(resultDigest(fullReport(), pixels), digest);
  EXPECT_EQ(*toJson(fullReport()), json);
  const Result<Report> again = reportFromJson(json);
  std::setlocale(LC_ALL, cBefore.c_str());
  std::locale::global(before);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(*toJson(*again), json);
}

}  // namespace
}  // namespace gradevault::testing
