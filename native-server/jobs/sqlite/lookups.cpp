#include <algorithm>
#include <limits>

#include "job_row.hpp"
#include "job_table.hpp"
#include "statement.hpp"

namespace gradevault::jobs::sqlite {
namespace {

constexpr int longestPage = 200;

std::vector<Job> rows(Statement& statement) {
  std::vector<Job> jobs;
  while (statement.step()) jobs.push_back(readJob(statement));
  return jobs;
}

/// Where the page begins: everything before that place in the order of acceptance.
std::int64_t pageStart(Connection& connection, const std::string& after) {
  if (after.empty()) return std::numeric_limits<std::int64_t>::max();
  Statement found(connection, "SELECT place FROM job WHERE id = ?", after);
  if (found.step()) return found.number(0);
  throw Refusal{Error{ErrorCode::invalid_argument,
                      "the job to go on after is not there any more; ask for the list from its start"}};
}

int* counter(QueueCounts& counts, JobState state) {
  switch (state) {
    case JobState::queued:
      return &counts.queued;
    case JobState::running:
      return &counts.running;
    case JobState::done:
      return &counts.done;
    case JobState::failed:
      return &counts.failed;
    case JobState::cancelled:
      return &counts.cancelled;
    case JobState::quarantined:
      break;
  }
  return &counts.quarantined;
}

}  // namespace

Result<std::optional<Job>> SqliteJobTable::find(const std::string& id) {
  return database_.read([&](Connection& connection) { return findJob(connection, id); });
}

Result<std::vector<Job>> SqliteJobTable::list(const ListRequest& request) {
  // One text for each set of conditions, so that each uses its index; a condition that is not asked for is
  // one that is always true of its parameter.
  std::string where = "WHERE place < ?";
  where += request.owner.empty() ? " AND ? = ''" : " AND owner = ?";
  where += !request.state ? " AND ? = ''" : " AND state = ?";
  where += request.scanId.empty() ? " AND ? = ''" : " AND scan_id = ?";
  if (!request.scanId.empty()) where += " AND scan_id <> ''";
  where += " ORDER BY place DESC LIMIT ?";
  return database_.read([&](Connection& connection) {
    Statement statement(connection, selectJob(Portion::withoutReport, where),
                        pageStart(connection, request.after), request.owner,
                        request.state ? name(*request.state) : std::string_view(), request.scanId,
                        std::clamp(request.limit, 1, longestPage));
    return rows(statement);
  });
}

Result<QueueCounts> SqliteJobTable::counts() {
  return database_.read([](Connection& connection) {
    QueueCounts counts;
    Statement statement(connection, "SELECT state, jobs FROM job_count");
    while (statement.step()) {
      if (const auto state = jobState(statement.text(0))) *counter(counts, *state) = statement.small(1);
    }
    return counts;
  });
}

Result<std::vector<Job>> SqliteJobTable::finishedBefore(Milliseconds before, int limit) {
  return database_.read([&](Connection& connection) {
    Statement statement(
        connection,
        selectJob(Portion::withoutReport, "WHERE finished > 0 AND finished < ? ORDER BY finished LIMIT ?"),
        before, limit);
    return rows(statement);
  });
}

Result<std::vector<Event>> SqliteJobTable::events(const std::string& id, std::int64_t after, int limit) {
  return database_.read([&](Connection& connection) {
    std::vector<Event> events;
    Statement statement(connection,
                        "SELECT number, time, type, data FROM event WHERE job = ? AND number > ? "
                        "ORDER BY number LIMIT ?",
                        id, after, limit);
    while (statement.step()) {
      events.push_back({statement.number(0), statement.number(1), statement.text(2), statement.text(3)});
    }
    return events;
  });
}

Result<JobTable::Changes> SqliteJobTable::changesSince(std::int64_t place) {
  return database_.read([&](Connection& connection) {
    Changes changes;
    {
      // From sqlite_sequence, which does not go back when the newest events are removed with their job.
      Statement newest(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'event'");
      changes.place = newest.step() ? newest.number(0) : 0;
    }
    if (place < 0) return changes;
    Statement statement(connection, "SELECT DISTINCT job FROM event WHERE place > ? AND place <= ?", place,
                        changes.place);
    while (statement.step()) changes.jobs.push_back(statement.text(0));
    return changes;
  });
}

}  // namespace gradevault::jobs::sqlite
