#pragma once

#include <string>
#include <string_view>

#include "connection.hpp"
#include "gradevault/jobs/job.hpp"

namespace gradevault::jobs::sqlite {

/// Adds an event with the job's next number; inside the transaction of what it tells. Gives the number.
std::int64_t appendEvent(Connection& connection, const std::string& job, Milliseconds now,
                         std::string_view type, std::string_view data);

/// Leaves only the last progress event of a job, for when it is final.
void thinProgress(Connection& connection, const std::string& job);

}  // namespace gradevault::jobs::sqlite
