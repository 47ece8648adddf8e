#include "values.hpp"

#include <gtest/gtest.h>

namespace gradevault::settings {
namespace {

using Texts = std::vector<std::string>;

TEST(Values, AWholeNumberHasEndsThatBelongToIt) {
  int value = 5;
  const Setting setting = wholeNumber("n", value, 1, 9, "px", "");
  EXPECT_EQ(setting.take({"1"}), "");
  EXPECT_EQ(setting.take({"9"}), "");
  EXPECT_EQ(value, 9);
  for (const char* text : {"0", "10", "1.5", "", " 1", "1 ", "+1", "0x1", "99999999999999999999", "one"}) {
    EXPECT_EQ(setting.take({text}), "'" + std::string(text) + "' is not 1 to 9 px");
  }
  EXPECT_EQ(setting.take({"1", "2"}), "takes one value, not 2");
  EXPECT_EQ(setting.take({}), "takes one value, not 0");
  EXPECT_EQ(value, 9);
}

TEST(Values, ANumberIsFinite) {
  double value = 1;
  const Setting setting = number("n", value, 0, unlimited, "s", "");
  EXPECT_EQ(setting.take({"2.5"}), "");
  EXPECT_EQ(value, 2.5);
  for (const char* text : {"-1", "nan", "inf", "1e999", "2,5"}) {
    EXPECT_EQ(setting.take({text}), "'" + std::string(text) + "' is not 0 or more s");
  }
}

TEST(Values, SecondsBecomeMilliseconds) {
  std::int64_t value = 60'000;
  const Setting setting = seconds("lease", value, 0.5, 100, "");
  EXPECT_EQ(setting.show(), Texts{"60"});
  EXPECT_EQ(setting.take({"1.25"}), "");
  EXPECT_EQ(value, 1250);
  EXPECT_EQ(setting.show(), Texts{"1.25"});
  EXPECT_NE(setting.take({"0.4"}), "");
}

TEST(Values, BytesHaveUnits) {
  std::int64_t value = 0;
  const Setting setting = bytes("n", value, 10, "");
  for (const auto& [text, expected] :
       std::vector<std::pair<std::string, std::int64_t>>{{"10", 10},
                                                         {"2K", 2048},
                                                         {"3M", 3 << 20},
                                                         {"4G", std::int64_t{4} << 30},
                                                         {"1T", std::int64_t{1} << 40}}) {
    EXPECT_EQ(setting.take({text}), "") << text;
    EXPECT_EQ(value, expected);
    EXPECT_EQ(setting.show(), Texts{text});
  }
  for (const char* text : {"9", "-1", "K", "1k", "1KB", "1.5G", "9000000T", ""})
    EXPECT_NE(setting.take({text}), "") << text;
}

TEST(Values, OnAndOffHaveTheFilesWordsToo) {
  bool value = false;
  const Setting setting = onOff("n", value, "");
  EXPECT_EQ(setting.take({"true"}), "");
  EXPECT_TRUE(value);
  EXPECT_EQ(setting.take({"off"}), "");
  EXPECT_FALSE(value);
  EXPECT_EQ(setting.take({"yes"}), "'yes' is not on or off");
}

TEST(Values, AChoiceListsItsWords) {
  std::string value = "a";
  const Setting setting = choice("n", value, {"a", "b"}, "");
  EXPECT_EQ(setting.take({"b"}), "");
  EXPECT_EQ(value, "b");
  EXPECT_EQ(setting.take({"c"}), "'c' is not one of a, b");
}

TEST(Values, ATextHasNoLineBreak) {
  std::string value;
  const Setting setting = text("n", value, "a name", "");
  EXPECT_EQ(setting.take({"two words"}), "");
  EXPECT_NE(setting.take({"two\nlines"}), "");
  EXPECT_EQ(value, "two words");
}

}  // namespace
}  // namespace gradevault::settings
