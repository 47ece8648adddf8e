#include <gtest/gtest.h>

#include <string>

#include "gradevault/report.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

std::string messageFor(const std::string& json) {
  const Result<Report> report = reportFromJson(json);
  if (report.ok()) return "no error";
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
  return report.error().message;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

/// A valid report with one more member.
std::string reportWith(const std::string& member) {
  std::string json = *toJson(minimalReport());
  return json.insert(json.rfind('}'), "," + member);
}

TEST(HostileJson, WhatIsNoJsonIsRefusedWithLineAndColumn) {
  EXPECT_EQ(messageFor(""), "report: not valid JSON at line 1, column 1");
  EXPECT_EQ(messageFor("{\n  \"stage\": full\n}"), "report: not valid JSON at line 2, column 13");
  EXPECT_EQ(messageFor("{} {}"), "report: not valid JSON at line 1, column 4");
  EXPECT_EQ(messageFor("{\"a\": \"\xFF\"}"), "report: not valid JSON at line 1, column 8");
  EXPECT_EQ(messageFor("{\"a\": NaN}"), "report: not valid JSON at line 1, column 7");
  EXPECT_EQ(messageFor("{\"a\": 1e999}"), "report: a number is too large at line 1, column 11");
  EXPECT_EQ(messageFor("{} // comment"), "report: not valid JSON at line 1, column 4");
}

TEST(HostileJson, EveryTruncationOfAReportIsRefused) {
  const std::string json = *toJson(fullReport(), -1);
  for (std::size_t length = 0; length < json.size(); ++length) {
    EXPECT_FALSE(reportFromJson(std::string_view(json).substr(0, length)).ok()) << length;
  }
}

TEST(HostileJson, DeepNestingIsRefusedBeforeItTakesTheStack) {
  const std::string refusal = "report: the JSON text is refused: nested deeper than 64 levels";
  EXPECT_EQ(messageFor(repeated("[", 10'000'000)), refusal);
  EXPECT_EQ(messageFor(repeated("{\"a\":", 2'000'000)), refusal);
  EXPECT_EQ(messageFor(reportWith("\"future\":" + repeated("[", 64) + repeated("]", 64))), refusal);
  EXPECT_EQ(messageFor(reportWith("\"future\":" + repeated("[", 63) + repeated("]", 63))), "no error");
}

TEST(HostileJson, AMemberThatStandsTwiceIsRefused) {
  EXPECT_EQ(messageFor(reportWith("\"stage\":\"full\"")),
            "report: the JSON text is refused: a member stands twice in one object: \"stage\"");
  EXPECT_EQ(messageFor(reportWith("\"future\":[{\"x\":1,\"\\u0078\":2}]")),
            "report: the JSON text is refused: a member stands twice in one object: \"x\"");
  EXPECT_EQ(messageFor(reportWith("\"future\":[{\"x\":1},{\"x\":2}]")), "no error");
}

TEST(HostileJson, ALongTextAndManyValuesAreRefused) {
  EXPECT_EQ(messageFor(std::string((std::size_t{128} << 20) + 1, ' ')),
            "report: the JSON text has 134217729 bytes; at most 134217728 are read");
  EXPECT_EQ(messageFor("[" + repeated("0,", 8'000'000) + "0]"),
            "report: the JSON text is refused: more than 8000000 values");
}

TEST(HostileJson, AnObjectOfVeryManyMembersIsReadInTime) {
  std::string members = "\"future\":{\"first\":0";
  for (int i = 0; i < 200'000; ++i) members += ",\"m" + std::to_string(i) + "\":0";
  EXPECT_EQ(messageFor(reportWith(members + "}")), "no error");
}

TEST(HostileJson, LongNamesAndTextsStayOutOfTheMessage) {
  const std::string name(100'000, 'n');
  EXPECT_LT(messageFor(reportWith('"' + name + "\":1,\"" + name + "\":2")).size(), 200U);
  EXPECT_LT(messageFor(reportWith("\"cost\":\"" + name + '"')).size(), 200U);
}

}  // namespace
}  // namespace gradevault::testing
