#pragma once

#include <string>

#include "gradevault/report.hpp"

namespace gradevault::analyze {

/// The results as one HTML page for people who would rather look than read: verdict, checks, curves of sharpness and
/// motion with the golden frames marked, and the pictures of the same folder. No script, nothing from elsewhere; every
/// text of the report is escaped.
[[nodiscard]] std::string resultPage(const Report& report);

}  // namespace gradevault::analyze
