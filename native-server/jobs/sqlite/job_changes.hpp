#pragma once

#include <string>

#include "connection.hpp"
#include "gradevault/jobs/job.hpp"
#include "gradevault/jobs/job_table.hpp"

namespace gradevault::jobs::sqlite {

/// What changes of state are made with, inside one transaction.
struct Change {
  Connection& connection;
  Milliseconds now = 0;
  const Limits& limits;
  const std::string& webhookUrl;
};

/// To a final state: the row, the event, and a delivery to the job's callback and to `webhookUrl` (one, where
/// they are the same). `job.problem`, and for `done` the results, are written as they stand in `job`.
void finish(const Change& change, Job& job, JobState state);

/// Why a running job waits again.
enum class Return {
  handedBack,  ///< as if it had never been claimed
  retry,       ///< after an attempt that failed, as `job.problem` tells
};
/// running → queued, not before `job.notBefore`.
void returnToQueue(const Change& change, Job& job, Return why);

/// Ends an attempt of a running job as its failure and the budgets say: final, or queued again.
void endAttempt(const Change& change, Job& job, Failure failure, const Problem& problem);

/// Ends the attempts whose leases ran out, a loss each. How many.
int endExpired(const Change& change);

}  // namespace gradevault::jobs::sqlite
