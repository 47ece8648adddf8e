#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "gradevault/settings/serve_flags.hpp"

namespace gradevault::settings {
namespace {

std::string cell(std::string text) {
  for (std::size_t bar = text.find('|'); bar != std::string::npos; bar = text.find('|', bar + 2)) {
    text.replace(bar, 1, "\\|");
  }
  return text;
}

/// The tables as they stand between the two marks in docs/operations.md.
std::string tables() {
  std::string text;
  std::string group;
  for (const SettingDescription& row : describeSettings()) {
    if (row.group != group) {
      text += "\n### " + row.group + "\n\n| setting | what it is | values | default |\n|---|---|---|---|\n";
    }
    group = row.group;
    const std::string defaultValue = row.defaultValue.empty() ? "" : '`' + row.defaultValue + '`';
    text += "| `" + row.name + "` | " + cell(row.description) + " | " + cell(row.values) + " | " +
            defaultValue + " |\n";
  }
  return text;
}

/// With GRADEVAULT_UPDATE_DOCS=1 in its environment the test writes the tables instead of comparing them.
TEST(Documentation, ListsEverySettingAsTheProgramHasIt) {
  const std::string path = std::string(GRADEVAULT_SOURCE_DIR) + "/docs/operations.md";
  std::ifstream file(path);
  std::ostringstream whole;
  whole << file.rdbuf();
  const std::string document = whole.str();
  const std::string opening = "<!-- settings: from the program -->\n";
  const std::size_t begin = document.find(opening);
  const std::size_t end = document.find("<!-- end of settings -->");
  ASSERT_TRUE(begin != std::string::npos && end != std::string::npos) << path << " has lost its marks";
  const std::size_t start = begin + opening.size();
  if (std::getenv("GRADEVAULT_UPDATE_DOCS") != nullptr) {
    std::ofstream(path) << document.substr(0, start) << tables() << '\n' << document.substr(end);
    GTEST_SKIP() << "wrote the tables";
  }
  EXPECT_EQ(document.substr(start, end - start), tables() + '\n')
      << "run test_settings with GRADEVAULT_UPDATE_DOCS=1 to bring docs/operations.md up to date";
}

}  // namespace
}  // namespace gradevault::settings
