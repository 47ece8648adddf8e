#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "broken_reports.hpp"
#include "gradevault/report.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

Json schema(const std::string& name) {
  std::ifstream file(std::string(GRADEVAULT_SOURCE_DIR) + "/core/schema/" + name);
  return Json::parse(file);
}

const Json& optionsSchema() {
  static const Json json = schema("options.schema.json");
  return json;
}

const Json& reportSchema() {
  static const Json json = schema("report.schema.json");
  return json;
}

/// The schema that a `$ref` names, else the schema itself.
const Json& resolved(const Json& part) {
  if (!part.contains("$ref")) return part;
  const std::string reference = part["$ref"];
  const std::string file = reference.substr(0, reference.find('#'));
  const std::string pointer = file == reference ? "" : reference.substr(file.size() + 1);
  const Json::json_pointer place(pointer);
  // Within the options' schema a name means one of its own; the two files have none in common.
  const bool inReport = file.empty() && reportSchema().contains(place);
  return (inReport ? reportSchema() : optionsSchema())[place];
}

template <class E>
Json namesOf(std::initializer_list<E> values) {
  Json names = Json::array();
  for (const E value : values) names.push_back(name(value));
  return names;
}

TEST(OptionsSchema, HoldsTheProgramsListOfNumericOptions) {
  std::vector<std::string> expected{"profile", "itemType", "side"};
  Options defaults;
  visitNumericOptions(defaults, [&](const OptionInfo& info, auto value) {
    expected.emplace_back(info.name);
    ASSERT_TRUE(optionsSchema()["properties"].contains(info.name)) << info.name;
    const Json& member = optionsSchema()["properties"][std::string(info.name)];
    EXPECT_EQ(member["type"], info.whole ? "integer" : "number") << info.name;
    EXPECT_EQ(member["description"], info.description) << info.name;
    EXPECT_EQ(member.value("x-unit", ""), info.unit) << info.name;
    EXPECT_EQ(member["minimum"].get<double>(), info.minimum) << info.name;
    EXPECT_EQ(member["maximum"].get<double>(), info.maximum) << info.name;
    EXPECT_EQ(member["default"].get<double>(), static_cast<double>(value)) << info.name;
  });
  std::vector<std::string> names;
  for (const auto& [name, member] : optionsSchema()["properties"].items()) names.push_back(name);
  EXPECT_EQ(names, expected);
}

TEST(OptionsSchema, HoldsTheProgramsWords) {
  const Json& words = optionsSchema()["$defs"];
  EXPECT_EQ(words["profile"]["enum"], namesOf({Profile::quick, Profile::precise}));
  EXPECT_EQ(words["itemType"]["enum"], namesOf({ItemType::comic, ItemType::card, ItemType::toy}));
  EXPECT_EQ(words["side"]["enum"], namesOf({Side::front, Side::back}));
  const Json& members = optionsSchema()["properties"];
  EXPECT_EQ(members["profile"]["default"], name(Options{}.profile));
  EXPECT_EQ(members["itemType"]["default"], name(Options{}.itemType));
  EXPECT_EQ(members["side"]["default"], name(Options{}.side));
}

TEST(ReportSchema, HoldsTheProgramsWords) {
  EXPECT_EQ(reportSchema()["properties"]["stage"]["enum"],
            namesOf({ReportStage::precheck, ReportStage::full}));
  const Json& groups = reportSchema()["$defs"];
  EXPECT_EQ(groups["checkStatus"]["enum"],
            namesOf({CheckStatus::ok, CheckStatus::warn, CheckStatus::fail, CheckStatus::not_available}));
  EXPECT_EQ(groups["verdict"]["enum"], namesOf({Verdict::good, Verdict::usable, Verdict::retake}));
  EXPECT_EQ(groups["source"]["properties"]["lumaSource"]["enum"],
            namesOf({LumaSource::yuv, LumaSource::rgba}));
}

TEST(ReportSchema, AllowsUnknownMembersInEveryObject) {
  for (const Json* document : {&reportSchema(), &optionsSchema()}) {
    for (const std::string& text : pointersOf(*document)) {
      const Json& part = (*document)[Json::json_pointer(text)];
      if (!part.is_object() || !part.contains("properties") || !part["properties"].is_object()) continue;
      EXPECT_FALSE(part.contains("additionalProperties")) << text;
      EXPECT_FALSE(part.contains("unevaluatedProperties")) << text;
    }
  }
}

/// Walks schema and document together and keeps what either has and the other has not.
class Coverage {
 public:
  void walk(const Json& part, const Json& value, const std::string& place) {
    const Json& here = resolved(part);
    if (here.contains("anyOf") && !value.is_null()) return walk(here["anyOf"][0], value, place);
    if (value.is_array() && here.contains("items") && here["items"].is_object()) {
      for (const Json& item : value) walk(here["items"], item, place + "/*");
    }
    if (value.is_object() && here.contains("properties")) walkMembers(here, value, place);
  }

  std::set<std::string> inSchema;
  std::set<std::string> inReport;
  std::set<std::string> requiredBySchema;

 private:
  void walkMembers(const Json& here, const Json& value, const std::string& place) {
    for (const auto& [name, member] : here["properties"].items()) {
      inSchema.insert(place + '/' + name);
      if (value.contains(name)) walk(member, value[name], place + '/' + name);
    }
    for (const auto& [name, member] : value.items()) inReport.insert(place + '/' + name);
    if (!here.contains("required")) return;
    for (const Json& name : here["required"]) requiredBySchema.insert(place + '/' + name.get<std::string>());
  }
};

Coverage coverage() {
  Coverage found;
  found.walk(reportSchema(), Json::parse(*toJson(fullReport())), "");
  return found;
}

TEST(ReportSchema, NamesTheMembersThatTheProgramWritesAndNoOthers) {
  Coverage found = coverage();
  // A report in a report has the same members again; item type and side stand beside the options in a report.
  for (const char* name : {"/precheck", "/options/itemType", "/options/side"}) {
    EXPECT_EQ(found.inSchema.erase(name), 1U) << name;
  }
  EXPECT_EQ(found.inSchema, found.inReport);
}

TEST(ReportSchema, RequiresTheMembersThatTheProgramRequires) {
  const Coverage found = coverage();
  EXPECT_GT(found.requiredBySchema.size(), 80U);
  for (const std::string& name : found.inReport) {
    EXPECT_EQ(found.requiredBySchema.contains(name), !mayBeAbsent(name)) << name;
  }
}

}  // namespace
}  // namespace gradevault::testing
