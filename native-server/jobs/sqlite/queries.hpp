#pragma once

#include <string_view>

namespace gradevault::jobs::sqlite {

// What runs again and again, and must not get slower as the tables grow: tests look at how SQLite answers
// these.

/// The first of one lane and tier that may start now: a look into the index job_waiting.
inline constexpr std::string_view firstWaiting =
    "SELECT place, rank FROM job INDEXED BY job_waiting "
    "WHERE state = 'queued' AND lane = ? AND tier = ? AND not_before <= ? "
    "ORDER BY rank, place LIMIT 1";

/// Of a SELECT from job: the attempts whose leases ran out.
inline constexpr std::string_view whereExpired =
    "INDEXED BY job_leases WHERE state = 'running' AND lease_until <= ? ORDER BY lease_until";

inline constexpr std::string_view dueDeliveries =
    "SELECT id, job, url, body, tries, created, next FROM delivery "
    "WHERE state = 'waiting' AND next <= ? ORDER BY next, place LIMIT ?";

}  // namespace gradevault::jobs::sqlite
