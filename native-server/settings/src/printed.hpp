#pragma once

#include <string>
#include <vector>

#include "setting.hpp"
#include "sources.hpp"

namespace gradevault::settings {

/// What is in force, as a configuration file that says the same, each with its origin; secrets are said to be
/// set and not shown.
[[nodiscard]] std::string printed(const std::vector<Setting>& settings, const std::vector<Secret>& secrets,
                                  const Origins& origins);

}  // namespace gradevault::settings
