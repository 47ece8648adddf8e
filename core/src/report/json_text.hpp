#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace gradevault::report_json {

/// JSON as UTF-8 text, the same on every machine and in every locale: doubles with the fewest digits that
/// read back as the same double (−0 as 0), bytes that are no UTF-8 as U+FFFD. With an `indent` of 0 or more,
/// members and objects have lines of their own, while arrays of plain values stay on one; −1 writes one line.
/// Values that JSON does not have become null.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& json, int indent);

}  // namespace gradevault::report_json
