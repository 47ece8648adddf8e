#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

#include "gradevault/options.hpp"

namespace gradevault::cli {

/// "maxMotion" → "--max-motion".
[[nodiscard]] std::string flagName(std::string_view option);

/// "maxMotion" → "GRADEVAULT_MAX_MOTION".
[[nodiscard]] std::string environmentName(std::string_view option);

/// One flag (and environment variable) for every option; parsing writes into `options`, which must outlive `command`.
void addOptionFlags(CLI::App& command, Options& options);

}  // namespace gradevault::cli
