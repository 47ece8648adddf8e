#include "job_table.hpp"

#include "event_log.hpp"
#include "job_row.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {

Result<std::optional<Job>> SqliteJobTable::cancel(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    auto job = findJob(connection, id);
    if (!job || isFinal(job->state)) return job;
    job->cancelRequested = true;
    Statement(connection, "UPDATE job SET cancel_requested = 1 WHERE id = ?", id).run();
    if (job->state == JobState::queued) {
      job->problem.reset();
      finish(change(connection, now), *job, JobState::cancelled);
    }
    return job;
  });
}

Result<std::optional<Job>> SqliteJobTable::requeue(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds now) -> std::optional<Job> {
    const int changed = Statement(connection,
                                  "UPDATE job SET state = 'queued', errors = 0, crashes = 0, losses = 0, "
                                  "finished = 0, not_before = 0, "
                                  "cancel_requested = 0, problem_code = '', problem_detail = '' "
                                  "WHERE id = ? AND state IN ('failed', 'quarantined')",
                                  id)
                            .run();
    if (changed == 0) return std::nullopt;
    appendEvent(connection, id, now, "queued", "{}");
    return findJob(connection, id);
  });
}

Result<std::optional<Job>> SqliteJobTable::remove(const std::string& id) {
  return database_.write([&](Connection& connection, Milliseconds) -> std::optional<Job> {
    auto job = findJob(connection, id);
    if (!job || !isFinal(job->state)) return std::nullopt;
    // Events and the idempotency key follow by their foreign keys.
    Statement(connection, "DELETE FROM job WHERE id = ?", id).run();
    Statement(connection, "DELETE FROM delivery WHERE job = ? AND state <> 'waiting'", id).run();
    return job;
  });
}

}  // namespace gradevault::jobs::sqlite
