#pragma once

#include <string>
#include <vector>

#include "gradevault/report.hpp"

namespace gradevault::testing {

/// The full sample report with one value changed to another valid one.
struct ChangedReport {
  std::string pointer;
  Report report;
};

/// One for every value of the full sample report, `frames.count` excepted, which cannot change alone.
[[nodiscard]] std::vector<ChangedReport> withEachValueChanged();

/// Whether a value belongs to the canonical results, as docs/decisions/0004-result-digest.md lists them.
[[nodiscard]] bool isCanonical(const std::string& pointer);

}  // namespace gradevault::testing
