#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "gradevault/jobs/job_table.hpp"
#include "gradevault/worker/worker_lock.hpp"

namespace gradevault::serve {

/// Finds workers that live and say they work on a job, though they have long let its lease run out: whatever
/// they are stuck in, the job is another's by now, and only their end brings them back.
class SilenceWatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// `patience` in s: a worker that has just committed, or has lost its lease and knows it, is soon done.
  SilenceWatch(jobs::JobTable& jobs, double patience) : jobs_(jobs), patience_(patience) {}

  /// Ids of those who have been so for longer than the patience; call it again and again. A store that does
  /// not answer blames nobody.
  [[nodiscard]] std::vector<std::string> silent(const std::vector<worker::SeenWorker>& workers,
                                                jobs::Milliseconds wallClock, Clock::time_point now);

 private:
  [[nodiscard]] bool hasLease(const worker::WorkerSign& sign, jobs::Milliseconds wallClock);

  jobs::JobTable& jobs_;
  std::chrono::duration<double> patience_;
  std::map<std::string, Clock::time_point> since_;  ///< by "worker job"
};

}  // namespace gradevault::serve
