#include "config_file.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <sstream>

namespace gradevault::settings {
namespace {

/// The lines on which a key stands; CLI11 reads the values and does not say, and takes a second time as more
/// values.
std::vector<int> linesOf(const std::string& text, const std::string& key) {
  std::vector<int> found;
  std::istringstream lines(text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::string name = CLI::detail::trim_copy(line.substr(0, line.find('=')));
    if (name == key || name == '"' + key + '"' || name == '[' + key + ']') found.push_back(number);
  }
  return found;
}

int lineOf(const std::string& text, const std::string& key) {
  const std::vector<int> lines = linesOf(text, key);
  return lines.empty() ? 0 : lines.front();
}

Error wrong(const std::filesystem::path& path, int line, const std::string& what) {
  return {ErrorCode::invalid_argument,
          path.string() + (line > 0 ? ":" + std::to_string(line) : std::string()) + ": " + what};
}

}  // namespace

Result<ConfigFile> readConfigFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream whole;
  if (!file || !(whole << file.rdbuf())) {
    std::error_code ignored;
    const bool empty =
        std::filesystem::is_regular_file(path, ignored) && std::filesystem::file_size(path, ignored) == 0;
    if (!empty) return wrong(path, 0, "the configuration file cannot be read");
  }
  const std::string text = whole.str();
  ConfigFile entries;
  try {
    std::istringstream input(text);
    for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(input)) {
      if (!item.parents.empty()) {
        return wrong(path, lineOf(text, item.parents.front()),
                     "there are no sections and no keys with dots here ('" + item.parents.front() +
                         "'); write name = value");
      }
      const std::vector<int> lines = linesOf(text, item.name);
      if (lines.size() > 1) return wrong(path, lines[1], item.name + ": stands here a second time");
      entries[item.name] = {item.inputs, lines.empty() ? 0 : lines.front()};
    }
  } catch (const std::exception&) {
    return wrong(path, 0, "this is no configuration; write name = value, a line each");
  }
  return entries;
}

}  // namespace gradevault::settings
