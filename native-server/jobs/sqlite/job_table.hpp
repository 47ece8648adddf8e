#pragma once

#include <string>

#include "database.hpp"
#include "gradevault/jobs/job_table.hpp"
#include "job_changes.hpp"

namespace gradevault::jobs::sqlite {

/// The members are by what they do: submissions.cpp, claims.cpp, attempts.cpp, lookups.cpp; job_table.cpp has
/// what people ask of a job.
class SqliteJobTable final : public JobTable {
 public:
  SqliteJobTable(Database& database, Limits limits, std::string webhookUrl)
      : database_(database), limits_(limits), webhookUrl_(std::move(webhookUrl)) {}

  Result<Submission> submit(const JobRequest& request, const Idempotency* idempotency) override;
  Result<std::optional<Submission>> earlierSubmission(const std::string& owner,
                                                      const Idempotency& idempotency) override;

  Result<std::optional<Job>> claim(const ClaimRequest& request) override;
  Result<int> reclaimExpired() override;

  Result<Standing> heartbeat(const Lease& lease, Milliseconds duration) override;
  Result<Standing> append(const Lease& lease, std::span<const Event> events) override;
  Result<Standing> commit(const Lease& lease, const Outcome& outcome) override;
  Result<Standing> fail(const Lease& lease, Failure failure, const Problem& problem) override;
  Result<Standing> handBack(const Lease& lease) override;

  Result<std::optional<Job>> cancel(const std::string& id) override;
  Result<std::optional<Job>> requeue(const std::string& id) override;
  Result<std::optional<Job>> remove(const std::string& id) override;

  Result<std::optional<Job>> find(const std::string& id) override;
  Result<std::vector<Job>> list(const ListRequest& request) override;
  Result<QueueCounts> counts() override;
  Result<std::vector<Job>> finishedBefore(Milliseconds before, int limit) override;
  Result<std::vector<Event>> events(const std::string& id, std::int64_t after, int limit) override;
  Result<Changes> changesSince(std::int64_t place) override;

 private:
  [[nodiscard]] Change change(Connection& connection, Milliseconds now) const {
    return {connection, now, limits_, webhookUrl_};
  }

  Database& database_;
  const Limits limits_;
  const std::string webhookUrl_;
};

}  // namespace gradevault::jobs::sqlite
