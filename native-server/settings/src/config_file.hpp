#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::settings {

/// What a configuration file says: `key = value` lines, lists in brackets, comments after #, as in TOML.
struct ConfigEntry {
  std::vector<std::string> values;
  int line = 0;
};
using ConfigFile = std::map<std::string, ConfigEntry>;

/// Errors (invalid_argument): the file cannot be read, has sections, or says something twice; with the line.
[[nodiscard]] Result<ConfigFile> readConfigFile(const std::filesystem::path& path);

}  // namespace gradevault::settings
