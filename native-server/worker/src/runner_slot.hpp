#pragma once

#include <memory>

#include "gradevault/worker/worker.hpp"
#include "runner_process.hpp"

namespace gradevault::worker {

/// The worker's one runner: started before a job is claimed, kept for the next one, replaced when it ended,
/// has done its share of jobs, or is not to be trusted any more.
class RunnerSlot {
 public:
  explicit RunnerSlot(const WorkerSettings& settings) : settings_(settings) {}

  /// A runner that waits for a job. Errors: internal, when none can be started.
  [[nodiscard]] Status ensure();
  /// Precondition: `ensure` was ok, and nobody called `retire` since.
  [[nodiscard]] RunnerProcess& runner() noexcept { return *runner_; }
  void retire() { runner_.reset(); }

 private:
  const WorkerSettings& settings_;
  std::unique_ptr<RunnerProcess> runner_;
};

}  // namespace gradevault::worker
