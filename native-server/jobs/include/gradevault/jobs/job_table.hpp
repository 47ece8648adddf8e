#pragma once

#include <span>
#include <string>
#include <vector>

#include "gradevault/jobs/job.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// How many attempts a job gets, and how many jobs may wait.
struct Limits {
  int attempts = 3;
  int crashes = 2;
  int losses = 20;
  int queued = 1000;               ///< jobs waiting; beyond it `submit` says queue_full
  Milliseconds retryAfter = 2000;  ///< before the second attempt after an error; doubles
};

/// What a client sent with `Idempotency-Key`.
struct Idempotency {
  std::string key;          ///< as sent; with the owner's id it names the request
  std::string fingerprint;  ///< SHA-256 of what was asked
};

struct Submission {
  enum class Outcome { accepted, repeated, differs, queue_full } outcome = Outcome::accepted;
  Job job;  ///< accepted: the new one; repeated: the one of the first time
};

/// Who claims, and what the routing policy lets it take now.
struct ClaimRequest {
  std::string worker;
  Lane lane = Lane::cpu;
  std::vector<Tier> tiers;  ///< of jobs that may go to any lane
  bool wished = true;       ///< also jobs whose `lane` is this one …
  bool otherLane = false;   ///< … and those whose `lane` is the other one, because that one cannot work
  Milliseconds lease = 60'000;
};

/// The right to work on a job until it runs out. Whoever claims the job later has a higher token, and what
/// comes with an older one is refused.
struct Lease {
  std::string job;
  std::int64_t token = 0;
};

/// What the worker hears on a heart-beat.
enum class Standing { held, cancelled, stale };

/// What an attempt made. Its files are complete and synced before `commit` is called.
struct Outcome {
  std::string results;
  std::string report;
  std::vector<Artifact> artifacts;
};

struct ListRequest {
  std::string owner;  ///< only this key's; empty: all
  std::optional<JobState> state;
  std::string scanId;  ///< empty: any
  std::string after;   ///< id of the last one seen; newest first
  int limit = 50;      ///< 1 to 200
};

struct QueueCounts {
  int queued = 0;
  int running = 0;
  int done = 0;
  int failed = 0;
  int cancelled = 0;
  int quarantined = 0;
};

/// The durable table of jobs. Every call is one transaction that is on disk when the call returns; calls may
/// come from several threads and several processes. Implementations: sqlite/ (one host). A job's changes of
/// state put an event beside them, and a final state of a job with a callback puts a delivery into the
/// outbox, in the same transaction. Errors: internal with the database's reason; write_failed when the disk
/// is full.
class JobTable {
 public:
  virtual ~JobTable() = default;

  /// Accepts a job, or says why not. With `idempotency`: the same key and fingerprint give the first answer
  /// again, another fingerprint `differs`; however many ask at once, there is one job.
  [[nodiscard]] virtual Result<Submission> submit(const JobRequest& request,
                                                  const Idempotency* idempotency) = 0;
  /// What `submit` would answer to a key that was used before (`repeated` or `differs`); nothing for a new
  /// one. For a request whose capture need not be there any more.
  [[nodiscard]] virtual Result<std::optional<Submission>> earlierSubmission(
      const std::string& owner, const Idempotency& idempotency) = 0;

  /// Takes the waiting job of the lowest rank that the claim admits; nothing when there is none. First gives
  /// back what leases that ran out hold (a loss each).
  [[nodiscard]] virtual Result<std::optional<Job>> claim(const ClaimRequest& request) = 0;
  /// Leases that ran out: queued again, or failed when the budget is used up. How many.
  [[nodiscard]] virtual Result<int> reclaimExpired() = 0;

  /// Prolongs the lease.
  [[nodiscard]] virtual Result<Standing> heartbeat(const Lease& lease, Milliseconds duration) = 0;
  /// Adds events (their numbers and times are the table's to give); nothing when stale.
  [[nodiscard]] virtual Result<Standing> append(const Lease& lease, std::span<const Event> events) = 0;
  /// running → done. Stale when another attempt has it, or when it is no longer running: nothing is changed
  /// then. A job whose cancelling was asked for becomes cancelled, and what was made is not taken.
  [[nodiscard]] virtual Result<Standing> commit(const Lease& lease, const Outcome& outcome) = 0;
  /// running → queued again, failed or quarantined, as Failure says. A cancelled job becomes cancelled.
  [[nodiscard]] virtual Result<Standing> fail(const Lease& lease, Failure failure,
                                              const Problem& problem) = 0;
  /// running → queued, as if it had never been claimed (no budget used): a worker that drains. A cancelled
  /// job becomes cancelled.
  [[nodiscard]] virtual Result<Standing> handBack(const Lease& lease) = 0;

  /// queued → cancelled at once; running: the worker hears of it on its next heart-beat. Absent: no such job.
  [[nodiscard]] virtual Result<std::optional<Job>> cancel(const std::string& id) = 0;
  /// failed or quarantined → queued with new budgets, because a person wants it. Absent: no such job, or in
  /// another state.
  [[nodiscard]] virtual Result<std::optional<Job>> requeue(const std::string& id) = 0;
  /// Forgets a final job with its events and its idempotency key (deliveries that are still owed stay); gives
  /// it once more so that its files can go. Absent: no such job, or not final.
  [[nodiscard]] virtual Result<std::optional<Job>> remove(const std::string& id) = 0;

  [[nodiscard]] virtual Result<std::optional<Job>> find(const std::string& id) = 0;
  /// Errors: invalid_argument when the job that `after` names is gone.
  [[nodiscard]] virtual Result<std::vector<Job>> list(const ListRequest& request) = 0;
  [[nodiscard]] virtual Result<QueueCounts> counts() = 0;
  /// Final jobs that ended before `before`, oldest first, at most `limit`: for retention.
  [[nodiscard]] virtual Result<std::vector<Job>> finishedBefore(Milliseconds before, int limit) = 0;

  /// Events of a job with numbers above `after`, at most `limit`. Once a job is final, only the last of its
  /// `progress` events is kept, so numbers may have gaps.
  [[nodiscard]] virtual Result<std::vector<Event>> events(const std::string& id, std::int64_t after,
                                                          int limit) = 0;
  /// Jobs that have events above the given place in the whole store's order, and the newest place: what a
  /// listener hub asks once for everybody. A negative place asks for the newest place alone.
  struct Changes {
    std::int64_t place = 0;
    std::vector<std::string> jobs;
  };
  [[nodiscard]] virtual Result<Changes> changesSince(std::int64_t place) = 0;
};

}  // namespace gradevault::jobs
