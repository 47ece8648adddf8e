#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace gradevault::testing {

/// A report with one thing wrong.
struct BrokenReport {
  std::string pointer;  ///< where
  std::string what;     ///< for the tests' messages
  nlohmann::ordered_json json;
};

/// The document with one value of another type, for every value of the document.
[[nodiscard]] std::vector<BrokenReport> withEachTypeWrong(const nlohmann::ordered_json& report);

/// The document without one member, for every member that may not be missing.
[[nodiscard]] std::vector<BrokenReport> withEachMemberMissing(const nlohmann::ordered_json& report);

/// The document with one value out of its range or its set.
[[nodiscard]] std::vector<BrokenReport> withValuesOutOfPlace(const nlohmann::ordered_json& report);

/// Members of the full sample report that may be absent; the numeric options and the names of timings and
/// region artifacts may be as well.
[[nodiscard]] bool mayBeAbsent(const std::string& pointer);

/// Every value's JSON pointer, parents first; the document's own is "".
[[nodiscard]] std::vector<std::string> pointersOf(const nlohmann::ordered_json& json);

}  // namespace gradevault::testing
