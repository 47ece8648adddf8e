#pragma once

#include <optional>
#include <string_view>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::delivery {

/// How long to wait after a message's failed try number `tries` (from 1), in ms: 5 s, 5 min, 30 min, 2 h, 5 h
/// and 10 h from then on, times 0.9 to 1.1 as `chance` goes from 0 to 1. Absent when the message is `age` ms
/// old and that is 24 hours or more: nobody will try again.
[[nodiscard]] std::optional<jobs::Milliseconds> retryDelay(int tries, jobs::Milliseconds age, double chance);

/// What a Retry-After header (RFC 9110: seconds, or a date) asks for, in ms from `now`, 24 hours at most; 0
/// when it says nothing.
[[nodiscard]] jobs::Milliseconds retryAfter(std::string_view value, jobs::Milliseconds now);

}  // namespace gradevault::delivery
