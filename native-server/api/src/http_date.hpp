#pragma once

#include <string>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::api {

/// As HTTP writes it, "Sat, 31 Jan 2026 12:00:00 GMT"; the same in every locale.
[[nodiscard]] std::string httpDate(jobs::Milliseconds time);

}  // namespace gradevault::api
