#pragma once

#include <map>
#include <string>
#include <vector>

#include "config_file.hpp"
#include "setting.hpp"

namespace gradevault::settings {

/// What was given on the command line: flag without dashes → values.
using GivenFlags = std::map<std::string, std::vector<std::string>>;

/// Every setting's place of origin, for people: "--policy", "GRADEVAULT_POLICY", "/etc/…:12: policy"; those
/// at their default are not in it.
using Origins = std::map<std::string, std::string>;

/// Puts flags, environment and configuration file into the settings, in this order of precedence. Gives what
/// is wrong, beginning with its origin, or nothing.
[[nodiscard]] std::string applySources(const std::vector<Setting>& settings,
                                       const std::vector<Secret>& secrets, const GivenFlags& flags,
                                       const std::filesystem::path& configFile, Origins& origins);

}  // namespace gradevault::settings
