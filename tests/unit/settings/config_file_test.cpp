#include "config_file.hpp"

#include <gtest/gtest.h>

#include "scratch.hpp"

namespace gradevault::settings::testing {
namespace {

TEST(ConfigurationFile, HasCommentsListsAndQuotes) {
  const Scratch scratch;
  const auto file =
      readConfigFile(scratch.file("a.toml",
                                  "# a comment\n"
                                  "port = 8081   # with a reason\n"
                                  "data = \"/srv/grade vault\"\n"
                                  "\n"
                                  "cors-origins = [\"https://a.example\", \"https://b.example\"]\n"
                                  "metrics = off\n"));
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_EQ(file->size(), 4U);
  EXPECT_EQ(file->at("port").values, std::vector<std::string>{"8081"});
  EXPECT_EQ(file->at("data").values, std::vector<std::string>{"/srv/grade vault"});
  EXPECT_EQ(file->at("data").line, 3);
  EXPECT_EQ(file->at("cors-origins").values,
            (std::vector<std::string>{"https://a.example", "https://b.example"}));
  EXPECT_EQ(file->at("metrics").line, 6);
}

TEST(ConfigurationFile, AnEmptyOneSaysNothing) {
  const Scratch scratch;
  for (const char* text : {"", "\n\n", "# nothing\n"}) {
    const auto file = readConfigFile(scratch.file("empty.toml", text));
    ASSERT_TRUE(file.ok()) << file.error().message;
    EXPECT_TRUE(file->empty());
  }
}

TEST(ConfigurationFile, OneThatCannotBeReadIsNamed) {
  const Scratch scratch;
  const std::string missing = (scratch.path() / "missing.toml").string();
  EXPECT_EQ(parse({"--data", "d", "--config", missing}).complaint,
            missing + ": the configuration file cannot be read");
  EXPECT_NE(parse({"--data", "d", "--config", scratch.path().string()}).complaint, "");
}

TEST(ConfigurationFile, AnUnknownKeyIsAnErrorWithItsLine) {
  const Scratch scratch;
  const std::string file = scratch.file("a.toml", "port = 1\n# queue\nqueue-size = 5\n");
  EXPECT_EQ(parse({"--data", "d", "--config", file}).complaint,
            file + ":3: queue-size: there is no such setting; gradevault serve --help lists them");
}

TEST(ConfigurationFile, AKeyThatStandsTwiceOrInASectionIsAnError) {
  const Scratch scratch;
  const std::string twice = scratch.file("a.toml", "port = 1\nport = 2\n");
  EXPECT_TRUE(parse({"--data", "d", "--config", twice})
                  .complaint.starts_with(twice + ":2: port: stands here a second time"));
  const std::string section = scratch.file("b.toml", "port = 1\n[http]\nbind = \"::1\"\n");
  EXPECT_TRUE(parse({"--data", "d", "--config", section})
                  .complaint.starts_with(section + ":2: there are no sections"));
}

}  // namespace
}  // namespace gradevault::settings::testing
