#include <gtest/gtest.h>

#include "broken_reports.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

Json fullDocument() {
  return Json::parse(*toJson(fullReport()));
}

/// What the error says after its pointer.
void expectRefused(const BrokenReport& broken, const std::string& complaint) {
  const Result<Report> report = reportFromJson(broken.json.dump());
  ASSERT_FALSE(report.ok()) << broken.what;
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument) << broken.what;
  const std::string place =
      "report: " + (broken.pointer.empty() ? "the document" : broken.pointer) + ": " + complaint;
  EXPECT_TRUE(report.error().message.starts_with(place)) << broken.what << "\n" << report.error().message;
}

TEST(ReportErrors, AValueOfTheWrongTypeIsNamedWithItsPointer) {
  const std::vector<BrokenReport> reports = withEachTypeWrong(fullDocument());
  EXPECT_GT(reports.size(), 200U);
  for (const BrokenReport& broken : reports) expectRefused(broken, "expected ");
}

TEST(ReportErrors, AMissingMemberIsNamedWithItsPointer) {
  const std::vector<BrokenReport> reports = withEachMemberMissing(fullDocument());
  EXPECT_GT(reports.size(), 80U);
  for (const BrokenReport& broken : reports) {
    expectRefused(broken, "expected ");
    EXPECT_TRUE(reportFromJson(broken.json.dump()).error().message.ends_with(", found nothing"))
        << broken.what;
  }
}

TEST(ReportErrors, AMemberThatMayBeAbsentMayBe) {
  int absent = 0;
  for (const std::string& text : pointersOf(fullDocument())) {
    if (!mayBeAbsent(text)) continue;
    const Json::json_pointer pointer(text);
    Json document = fullDocument();
    if (!document[pointer.parent_pointer()].is_object()) continue;
    document[pointer.parent_pointer()].erase(pointer.back());
    const Result<Report> report = reportFromJson(document.dump());
    EXPECT_TRUE(report.ok()) << text << ": " << report.error().message;
    ++absent;
  }
  EXPECT_GT(absent, 40);
}

TEST(ReportErrors, AValueOutOfItsRangeOrSetIsNamedWithItsPointer) {
  for (const BrokenReport& broken : withValuesOutOfPlace(fullDocument())) {
    const bool newer = broken.what == "/schemaVersion is \"2.0\"";
    expectRefused(broken, newer ? "report has schema version 2.0" : "expected ");
  }
}

TEST(ReportErrors, TheMessageSaysWhatWasExpectedAndWhatIsThere) {
  const auto messageFor = [](const char* pointer, const Json& value) {
    Json document = fullDocument();
    document[Json::json_pointer(pointer)] = value;
    const Result<Report> report = reportFromJson(document.dump());
    return report.ok() ? "no error" : report.error().message;
  };
  EXPECT_EQ(messageFor("/verdict", "great"),
            R"(report: /verdict: expected "good", "usable" or "retake", found "great")");
  EXPECT_EQ(messageFor("/frames/darkShare/3", 1.5),
            "report: /frames/darkShare/3: expected null or a number from 0 to 1, found 1.5");
  EXPECT_EQ(messageFor("/options/quickLongSide", 5000),
            "report: /options/quickLongSide: expected a whole number from 64 to 4096, found 5000");
  EXPECT_EQ(messageFor("/source", std::string(100, 'x')),
            "report: /source: expected an object, found a text of 100 bytes");
  EXPECT_EQ(messageFor("/timings/a~1b", Json::array({1, 2})),
            "report: /timings/a~1b: expected a number of at least 0, found an array of 2");
}

TEST(ReportErrors, ANewerMajorVersionIsRefusedWithAdvice) {
  for (const char* version : {"2.0", "2.7", "11.0"}) {
    Json document = fullDocument();
    document["schemaVersion"] = version;
    document["verdict"] = "a word of the future";
    const Result<Report> report = reportFromJson(document.dump());
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().message, std::string("report: /schemaVersion: report has schema version ") +
                                          version + "; this program reads up to 1.x: update it");
  }
}

TEST(ReportErrors, ANewerMinorVersionIsReadAndKept) {
  Json document = fullDocument();
  document["schemaVersion"] = "1.12";
  const Result<Report> report = reportFromJson(document.dump());
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->schemaVersion, "1.12");
  EXPECT_EQ(Json::parse(*toJson(*report))["schemaVersion"], "1.12");
}

TEST(ReportErrors, EverySeriesIsAsLongAsTheNumberOfFrames) {
  for (const char* pointer :
       {"/frames/time", "/frames/sharpness", "/frames/motion", "/frames/meanLuma", "/frames/darkShare",
        "/frames/brightShare", "/frames/glareShare", "/frames/precise/sharpness", "/frames/precise/motion"}) {
    Json document = fullDocument();
    document[Json::json_pointer(pointer)].erase(0);
    expectRefused({pointer, pointer, document}, "expected an array of 4, found an array of 3");
  }
}

TEST(ReportErrors, ACheckStandsOnce) {
  Json document = fullDocument();
  document["checks"][1]["id"] = "sharpness";
  expectRefused({"/checks/1", "two checks of one id", document}, "a second check \"sharpness\"");
}

}  // namespace
}  // namespace gradevault::testing
