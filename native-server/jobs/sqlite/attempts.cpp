#include <nlohmann/json.hpp>

#include "event_log.hpp"
#include "job_row.hpp"
#include "job_table.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

/// The job that the lease holds; absent when another attempt has it, or when it is not running any more.
/// Every call of a worker asks this first, in the transaction in which it writes.
std::optional<Job> held(Connection& connection, const Lease& lease) {
  Statement found(connection,
                  selectJob(Portion::withoutReport, "WHERE id = ? AND token = ? AND state = 'running'"),
                  lease.job, lease.token);
  if (!found.step()) return std::nullopt;
  return readJob(found);
}

Standing standing(const Job& job) {
  return job.cancelRequested ? Standing::cancelled : Standing::held;
}

std::string verdictOf(const std::string& report) {
  const auto parsed = nlohmann::json::parse(report, nullptr, false);
  if (!parsed.is_object()) return {};
  const auto found = parsed.find("verdict");
  return found != parsed.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Result<Standing> SqliteJobTable::heartbeat(const Lease& lease, Milliseconds duration) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    const auto job = held(connection, lease);
    if (!job) return Standing::stale;
    Statement(connection, "UPDATE job SET lease_until = ? WHERE id = ?", now + duration, lease.job).run();
    return standing(*job);
  });
}

Result<Standing> SqliteJobTable::append(const Lease& lease, std::span<const Event> events) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    const auto job = held(connection, lease);
    if (!job) return Standing::stale;
    for (const Event& event : events) appendEvent(connection, lease.job, now, event.type, event.data);
    return standing(*job);
  });
}

Result<Standing> SqliteJobTable::commit(const Lease& lease, const Outcome& outcome) {
  const std::string verdict = verdictOf(outcome.report);  // before the lock: a report may be long
  return database_.write([&](Connection& connection, Milliseconds now) {
    auto job = held(connection, lease);
    if (!job) return Standing::stale;
    job->problem.reset();
    if (job->cancelRequested) {
      finish(change(connection, now), *job, JobState::cancelled);
      return Standing::cancelled;
    }
    job->results = outcome.results;
    job->report = outcome.report;
    job->verdict = verdict;
    job->artifacts = outcome.artifacts;
    finish(change(connection, now), *job, JobState::done);
    return Standing::held;
  });
}

Result<Standing> SqliteJobTable::fail(const Lease& lease, Failure failure, const Problem& problem) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    auto job = held(connection, lease);
    if (!job) return Standing::stale;
    endAttempt(change(connection, now), *job, failure, problem);
    return standing(*job);
  });
}

Result<Standing> SqliteJobTable::handBack(const Lease& lease) {
  return database_.write([&](Connection& connection, Milliseconds now) {
    auto job = held(connection, lease);
    if (!job) return Standing::stale;
    if (job->cancelRequested) {
      job->problem.reset();
      finish(change(connection, now), *job, JobState::cancelled);
    } else {
      returnToQueue(change(connection, now), *job, Return::handedBack);
    }
    return standing(*job);
  });
}

}  // namespace gradevault::jobs::sqlite
