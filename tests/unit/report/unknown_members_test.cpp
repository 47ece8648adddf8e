#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "broken_reports.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

Json futureValue() {
  return Json::parse(
      R"({"text": "é\u0000\"\\", "numbers": [1, -2, 0.1, 1e300, 18446744073709551615], "none": null,
                         "deep": [[[{"yes": true}]]]})");
}

/// Objects whose member names are free: there is nothing unknown in them.
bool isMap(const std::string& pointer) {
  return pointer == "/timings" || pointer == "/cost/seconds" ||
         (pointer.starts_with("/defects/regions/") && pointer.ends_with("/artifacts"));
}

Json writtenAgain(const Json& document) {
  const Result<Report> report = reportFromJson(document.dump());
  if (!report.ok()) return report.error().message;
  const Result<std::string> json = toJson(*report);
  return json.ok() ? Json::parse(*json) : Json(json.error().message);
}

TEST(UnknownMembers, SurviveARoundTripInEveryObject) {
  const Json full = Json::parse(*toJson(fullReport()));
  Json everywhere = full;
  int objects = 0;
  for (const std::string& pointer : pointersOf(full)) {
    if (!full[Json::json_pointer(pointer)].is_object() || isMap(pointer)) continue;
    ++objects;
    Json document = full;
    document[Json::json_pointer(pointer)]["future"] = futureValue();
    // nlohmann::json compares objects without regard to the order of their members, its ordered sibling does
    // not.
    EXPECT_EQ(nlohmann::json(writtenAgain(document)), nlohmann::json(document)) << "in " << pointer;
    everywhere[Json::json_pointer(pointer)]["future"] = futureValue();
    everywhere[Json::json_pointer(pointer)]["another"] = pointer;
  }
  EXPECT_EQ(objects, 24);
  EXPECT_EQ(nlohmann::json(writtenAgain(everywhere)), nlohmann::json(everywhere));
}

TEST(UnknownMembers, KeepTheOrderInsideTheirValue) {
  Json document = Json::parse(*toJson(minimalReport()));
  document["future"] = Json::parse(R"([{"z": 1, "a": 2, "m": 3}])");
  EXPECT_EQ(writtenAgain(document)["future"].dump(), R"([{"z":1,"a":2,"m":3}])");
}

TEST(UnknownMembers, ThePreCheckStaysWhole) {
  Json document = Json::parse(*toJson(minimalReport()));
  document["precheck"] = Json::parse(*toJson(fullReport()));
  document["precheck"]["schemaVersion"] = "1.9";
  EXPECT_EQ(writtenAgain(document)["precheck"], document["precheck"]);
}

}  // namespace
}  // namespace gradevault::testing
