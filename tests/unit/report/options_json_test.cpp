#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "gradevault/report.hpp"
#include "sample_reports.hpp"

namespace gradevault::testing {
namespace {

using Json = nlohmann::ordered_json;

std::string messageFor(const std::string& json) {
  const Result<Options> options = optionsFromJson(json);
  return options.ok() ? "no error" : options.error().message;
}

TEST(OptionsJson, ComeBackAsTheyWere) {
  for (const Options& options : {Options{}, fullReport().options}) {
    const Result<Options> again = optionsFromJson(*toJson(options));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(*again, options);
  }
}

TEST(OptionsJson, AbsentMembersKeepTheirDefaults) {
  EXPECT_EQ(*optionsFromJson("{}"), Options{});
  Options expected;
  expected.maxMotion = 12;
  expected.side = Side::back;
  EXPECT_EQ(*optionsFromJson(R"({"maxMotion": 12, "side": "back"})"), expected);
}

TEST(OptionsJson, EveryNumberKeepsToItsRangeAndItsKind) {
  Options defaults;
  visitNumericOptions(defaults, [](const OptionInfo& info, auto) {
    const std::string name(info.name);
    const auto with = [&](const Json& value) { return messageFor(Json({{name, value}}).dump()); };
    const std::string start =
        "options: /" + name + ": expected a " + (info.whole ? "whole number" : "number") + " from ";
    EXPECT_EQ(with(info.maximum - (name == "flowWindow" ? 2 : 0)), "no error");
    EXPECT_EQ(with(info.minimum), "no error");
    EXPECT_TRUE(with(info.minimum - 1).starts_with(start)) << with(info.minimum - 1);
    EXPECT_TRUE(with(info.maximum + 1).starts_with(start)) << with(info.maximum + 1);
    EXPECT_TRUE(with("1").starts_with(start)) << with("1");
    EXPECT_TRUE(with(nullptr).starts_with(start)) << with(nullptr);
    if (!info.whole) return;
    EXPECT_TRUE(with(info.minimum + 0.5).starts_with(start)) << with(info.minimum + 0.5);
  });
}

TEST(OptionsJson, MistakesAreNamedWithTheirPointer) {
  EXPECT_EQ(messageFor(R"({"flowWindow": 14})"), "options: /flowWindow: expected an odd number, found 14");
  EXPECT_EQ(messageFor(R"({"itemType": "coin"})"),
            R"(options: /itemType: expected "comic", "card" or "toy", found "coin")");
  EXPECT_EQ(messageFor(R"({"profile": 1})"), R"(options: /profile: expected "quick" or "precise", found 1)");
  EXPECT_EQ(messageFor(R"({"minSharpness": 1})"), "options: /minSharpness: there is no option of this name");
  EXPECT_EQ(messageFor("[]"), "options: the document: expected an object, found an array of 0");
  EXPECT_EQ(messageFor("{"), "options: not valid JSON at line 1, column 2");
}

TEST(OptionsJson, OptionsThatCannotBeReadCannotBeWritten) {
  Options options;
  options.maxMotion = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(toJson(options).error().message,
            "these options cannot be written: /maxMotion: expected a number from 0 to 10000, found NaN");
}

}  // namespace
}  // namespace gradevault::testing
