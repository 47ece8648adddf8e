#pragma once

#include <string>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::api {

/// RFC 3339 in UTC with milliseconds, "2026-01-31T12:00:00.250Z".
[[nodiscard]] std::string timestamp(jobs::Milliseconds time);
/// As HTTP writes it, "Sat, 31 Jan 2026 12:00:00 GMT"; the same in every locale.
[[nodiscard]] std::string httpDate(jobs::Milliseconds time);

}  // namespace gradevault::api
