#pragma once

#include <filesystem>
#include <string>

#include "gradevault/report.hpp"

namespace gradevault::cli {

/// The result for people: verdict, one line a check with value, threshold and what to do, and where the pictures are.
[[nodiscard]] std::string verdictText(const Report& report, const std::filesystem::path& folder);

}  // namespace gradevault::cli
