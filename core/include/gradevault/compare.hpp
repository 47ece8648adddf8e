#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/report.hpp"

namespace gradevault {

/// One member of the results in which two reports differ.
struct Difference {
  std::string pointer;  ///< JSON pointer into either report
  std::string left;     ///< the value as JSON text, or "absent"
  std::string right;
};

/// What two reports say differently, in the report's order, the first 50; `more` takes the count of the rest.
/// Looks at what the result digest covers (docs/decisions/0004-result-digest.md) and nothing else. Without a
/// tolerance every member must be equal and so must `resultDigest`, which also covers the raw pixels. With
/// one, numbers may differ by at most that much (absolute), everything else must be equal, and the digests
/// are not compared.
[[nodiscard]] std::vector<Difference> compareReports(const Report& a, const Report& b,
                                                     std::optional<double> tolerance,
                                                     std::size_t* more = nullptr);

}  // namespace gradevault
