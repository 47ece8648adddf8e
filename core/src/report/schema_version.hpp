#pragma once

#include <string>

#include "report/json_value.hpp"

namespace gradevault::report_json {

/// Complains unless `value` is a `major.minor` that this program reads.
[[nodiscard]] std::string readSchemaVersion(const JsonValue& value);

}  // namespace gradevault::report_json
