#pragma once

#include <ctime>
#include <string>

namespace gradevault::http {

/// As HTTP writes a time, "Sat, 31 Jan 2026 12:00:00 GMT" (RFC 9110, 5.6.7); the same in every locale.
[[nodiscard]] std::string httpDate(std::time_t time);

}  // namespace gradevault::http
