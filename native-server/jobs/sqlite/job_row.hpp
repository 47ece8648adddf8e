#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connection.hpp"
#include "gradevault/jobs/job.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {

/// How much of a job is read: its report may be larger than all the rest of a list.
enum class Portion { whole, withoutReport };

/// "SELECT … FROM job " + `rest`, in the order that `readJob` knows.
[[nodiscard]] std::string selectJob(Portion portion, std::string_view rest);
/// The row that the statement stands on.
[[nodiscard]] Job readJob(const Statement& row);

[[nodiscard]] std::optional<Job> findJob(Connection& connection, const std::string& id,
                                         Portion portion = Portion::whole);

}  // namespace gradevault::jobs::sqlite
