#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scratch.hpp"
#include "sources.hpp"

namespace gradevault::settings::testing {
namespace {

using Texts = std::vector<std::string>;

/// What a setting shows after it was given each of these texts; the first that it takes and that changes it.
struct Other {
  std::string text;
  Texts shown;
};

Other another(std::size_t index) {
  for (const std::string text : {"off", "on", "json", "debug", "s3", "union", "09:00-10:00", "Europe/Berlin",
                                 "1M", "7", "9", "1G", "0.5", "cpu=9", "other"}) {
    ServeSettings settings;
    const Setting setting = settingsOf(settings)[index];
    const Texts before = setting.show();
    if (setting.take({text}).empty() && setting.show() != before) return {text, setting.show()};
  }
  ADD_FAILURE() << "nothing else fits setting " << index;
  return {};
}

std::size_t count() {
  ServeSettings settings;
  return settingsOf(settings).size();
}

TEST(EverySetting, HasANameOfItsOwnAndAGroup) {
  std::set<std::string> names;
  for (const SettingDescription& row : describeSettings()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos)
        << row.name;
    EXPECT_FALSE(row.group.empty() || row.description.empty() || row.values.empty()) << row.name;
  }
  EXPECT_GT(names.size(), 70U);
}

TEST(EverySetting, IsAFlag) {
  for (std::size_t i = 0; i < count(); ++i) {
    const Other other = another(i);
    ServeSettings settings;
    const std::string name = settingsOf(settings)[i].name;
    Outcome outcome = parse({"--" + name, other.text});  // may complain of what else it would need
    EXPECT_EQ(settingsOf(outcome.settings)[i].show(), other.shown) << name << ": " << outcome.complaint;
    EXPECT_NE(std::ranges::find(outcome.settings.given, "--" + name + '=' + other.text),
              outcome.settings.given.end())
        << name;
  }
}

TEST(EverySetting, IsAnEnvironmentVariable) {
  for (std::size_t i = 0; i < count(); ++i) {
    const Other other = another(i);
    ServeSettings settings;
    const std::vector<Setting> list = settingsOf(settings);
    const Environment variable(environmentName(list[i].name), other.text);
    Origins origins;
    EXPECT_EQ(applySources(list, {}, {}, {}, origins), "") << list[i].name;
    EXPECT_EQ(list[i].show(), other.shown) << list[i].name;
    EXPECT_EQ(origins, (Origins{{list[i].name, environmentName(list[i].name)}}));
  }
}

TEST(EverySetting, IsAKeyOfTheConfigurationFile) {
  const Scratch scratch;
  for (std::size_t i = 0; i < count(); ++i) {
    const Other other = another(i);
    ServeSettings settings;
    const std::vector<Setting> list = settingsOf(settings);
    const std::string file =
        scratch.file("server.toml", "# about\n\n" + list[i].name + " = \"" + other.text + "\"\n");
    Origins origins;
    EXPECT_EQ(applySources(list, {}, {}, file, origins), "") << list[i].name;
    EXPECT_EQ(list[i].show(), other.shown) << list[i].name;
    EXPECT_EQ(origins, (Origins{{list[i].name, file + ":3: " + list[i].name}}));
  }
}

TEST(EverySetting, TakesWhatItShows) {
  for (std::size_t i = 0; i < count(); ++i) {
    ServeSettings settings;
    const Setting setting = settingsOf(settings)[i];
    const Texts shown = setting.show();
    if (setting.name == "prices") continue;  // one text that is split first
    EXPECT_EQ(setting.take(shown), "") << setting.name;
    EXPECT_EQ(setting.show(), shown) << setting.name;
  }
}

}  // namespace
}  // namespace gradevault::settings::testing
