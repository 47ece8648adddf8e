#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "claim_plan.hpp"
#include "event_feed.hpp"
#include "failure.hpp"
#include "finished_result.hpp"
#include "gpu_breaker.hpp"
#include "gradevault/worker/worker.hpp"
#include "heartbeat.hpp"
#include "runner_slot.hpp"

namespace gradevault::worker {

/// When draining began, if it has; shared by the attempts of a worker.
class Drain {
 public:
  explicit Drain(const Services& services) : services_(services) {}
  [[nodiscard]] bool begun();
  /// The job in hand has had its time.
  [[nodiscard]] bool over();

 private:
  const Services& services_;
  std::optional<std::chrono::steady_clock::time_point> since_;
};

/// One claimed job, from its capture to what the store is told of it. Whatever happens, the store hears once
/// how the attempt ended, unless the lease is lost: then nothing of the attempt stays.
class Attempt {
 public:
  /// `breaker` of a GPU worker, else null.
  Attempt(const WorkerSettings& settings, const Services& services, const jobs::Job& job,
          const ClaimSituation& known, RunnerSlot& runner, GpuBreaker* breaker, Drain& drain, int sharers);
  void run();

 private:
  [[nodiscard]] Order order();
  void removeLeftovers() const;
  [[nodiscard]] Result<RunnerJob> runnerJob(const std::filesystem::path& capture) const;
  [[nodiscard]] std::optional<std::filesystem::path> fetch();
  void analyse(const std::filesystem::path& capture);
  void deliver();
  void stop();
  void fail(const AttemptFailure& failure);
  void discard() const;
  /// Calls until the store answers; absent when it does not.
  template <class Call>
  [[nodiscard]] std::optional<jobs::Standing> settled(const char* what, Call call);
  void log(LogLine::Level level, const std::string& message) const;

  const WorkerSettings& settings_;
  const Services& services_;
  const jobs::Job& job_;
  const ClaimSituation& known_;
  RunnerSlot& runner_;
  GpuBreaker* breaker_;
  Drain& drain_;
  const int sharers_;
  const jobs::Lease lease_;
  const std::string resultsName_;
  const std::filesystem::path results_;
  const std::string prefix_;  ///< in the object storage
  Heartbeat heartbeat_;
  EventFeed events_;
};

}  // namespace gradevault::worker
