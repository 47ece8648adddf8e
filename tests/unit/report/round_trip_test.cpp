#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "gradevault/report.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string fileText(const std::string& name) {
  std::ifstream file(std::string(GRADEVAULT_SOURCE_DIR) + "/tests/unit/report/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string written(const Report& report, int indent = 2) {
  const Result<std::string> json = toJson(report, indent);
  return json.ok() ? *json : json.error().message;
}

std::string writtenAgain(const std::string& json, int indent = 2) {
  const Result<Report> report = reportFromJson(json);
  return report.ok() ? written(*report, indent) : report.error().message;
}

TEST(ReportRoundTrip, TheFullReportIsWrittenAsTheFileShows) {
  EXPECT_EQ(written(fullReport()) + '\n', fileText("full_report.json"));
}

TEST(ReportRoundTrip, TheMinimalReportIsWrittenAsTheFileShows) {
  EXPECT_EQ(written(minimalReport()) + '\n', fileText("minimal_report.json"));
}

TEST(ReportRoundTrip, WhatWasReadIsWrittenAsItWas) {
  for (const char* name : {"full_report.json", "minimal_report.json"}) {
    EXPECT_EQ(writtenAgain(fileText(name)) + '\n', fileText(name)) << name;
  }
}

TEST(ReportRoundTrip, OneLineAndIndentedTextSayTheSame) {
  const std::string line = written(fullReport(), -1);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 0);
  EXPECT_EQ(Json::parse(line), Json::parse(written(fullReport())));
}

TEST(ReportRoundTrip, ADoubleComesBackBitByBit) {
  for (const double value : {0.1, 1.0 / 3, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                             9007199254740993.0, 1e21, 123456789.125, 0.30000000000000004}) {
    Report report = minimalReport();
    report.timings["scan"] = value;
    const Result<Report> again = reportFromJson(written(report));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(again->timings.at("scan"), value);
  }
}

TEST(ReportRoundTrip, AWholeNumberMayComeAsADoubleAndTheOtherWayRound) {
  Json document = Json::parse(written(minimalReport()));
  document["source"]["bytes"] = 1e3;
  document["source"]["duration"] = 3;
  const Result<Report> report = reportFromJson(document.dump());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->source.bytes, 1000);
  EXPECT_EQ(report->source.duration, 3.0);
}

TEST(ReportRoundTrip, AnEmptyScanIdCountsAsNone) {
  Json document = Json::parse(written(minimalReport()));
  document["scanId"] = "";
  EXPECT_EQ(writtenAgain(document.dump()), written(minimalReport()));
}

TEST(ReportRoundTrip, BytesThatAreNoUtf8AreReplacedAndTheRestStays) {
  Report report = minimalReport();
  report.source.fileName = "caf\xE9 \xF0\x9F\x98\x80.mp4";
  const Result<Report> again = reportFromJson(written(report));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->source.fileName, "caf\xEF\xBF\xBD \xF0\x9F\x98\x80.mp4");
}

TEST(ReportWriting, WhatCouldNotBeReadBackIsAnInternalErrorWithItsPlace) {
  const auto messageAfter = [](auto change) {
    Report report = fullReport();
    change(report);
    const Result<std::string> json = toJson(report);
    if (json.ok()) return std::string("no error");
    EXPECT_EQ(json.error().code, ErrorCode::internal);
    return json.error().message;
  };
  EXPECT_EQ(messageAfter([](Report& r) { r.frames.sharpness[1] = notANumber; }),
            "the report cannot be written: /frames/sharpness/1: expected null or a number of at least 0, "
            "found NaN");
  EXPECT_EQ(messageAfter([](Report& r) { r.checks[0].value = infinity; }),
            "the report cannot be written: /checks/0/value: expected null or a number, found infinity");
  EXPECT_EQ(messageAfter([](Report& r) { r.goldenFrames[0].quad->at(2).y = -infinity; }),
            "the report cannot be written: /goldenFrames/0/quad/2/1: expected a number, found infinity");
  EXPECT_EQ(messageAfter([](Report& r) { r.frames.motion.pop_back(); }),
            "the report cannot be written: /frames/motion: expected an array of 4, found an array of 3");
  EXPECT_EQ(messageAfter([](Report& r) { r.resultDigest.clear(); }),
            "the report cannot be written: /resultDigest: expected \"sha256:\" and 64 lower-case hexadecimal "
            "digits, "
            "found \"\"");
  EXPECT_EQ(messageAfter([](Report& r) { r.artifacts[0].name = "../x"; }),
            "the report cannot be written: /artifacts/0/name: expected a file name without folders, found "
            "\"../x\"");
}

TEST(ReportWriting, AnUnknownMemberThatIsNoJsonOrTakesAKnownNameIsAnInternalError) {
  for (const auto& [name, text] :
       UnknownMembers{{"future", "{"}, {"future2", "1 2"}, {"stage", "\"full\""}}) {
    Report report = fullReport();
    report.unknown[name] = text;
    const Result<std::string> json = toJson(report);
    ASSERT_FALSE(json.ok()) << name;
    EXPECT_TRUE(json.error().message.starts_with("the report cannot be written: /" + name))
        << json.error().message;
  }
}

}  // namespace
}  // namespace gradevault::testing
