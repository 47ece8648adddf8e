#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/process/channel.hpp"
#include "gradevault/process/child_process.hpp"
#include "gradevault/result.hpp"
#include "gradevault/worker/runner_job.hpp"
#include "runner_message.hpp"

namespace gradevault::worker {

/// The worker's side of a runner: a child process that is given jobs, one at a time. Ends with this object.
class RunnerProcess {
 public:
  /// Returns when the runner has said that it is ready. Errors: internal when it cannot be started, or does
  /// not say so in time.
  [[nodiscard]] static Result<std::unique_ptr<RunnerProcess>> start(const std::string& program,
                                                                    const std::vector<std::string>& arguments,
                                                                    double readySeconds);

  [[nodiscard]] Status give(const RunnerJob& job);
  /// Asks it to end its job with ErrorCode::cancelled.
  void cancel();

  enum class Arrival { message, nothing, ended, broken };
  /// Waits `seconds` at most. `broken`: what came is no message of ours.
  [[nodiscard]] Arrival next(RunnerMessage& message, double seconds);

  /// It lives, and says nothing that nobody asked for.
  [[nodiscard]] bool waits() const { return channel_.isQuiet(); }
  /// Kills it if it has not ended `patience` seconds later, and says how it ended.
  process::ProcessEnding end(double patience);
  [[nodiscard]] pid_t id() const noexcept { return child_->id(); }
  [[nodiscard]] int jobsGiven() const noexcept { return jobs_; }

 private:
  RunnerProcess(process::FileDescriptor socket, std::unique_ptr<process::ChildProcess> child)
      : child_(std::move(child)), channel_(std::move(socket)) {}

  std::unique_ptr<process::ChildProcess> child_;
  process::Channel channel_;  ///< closed first
  int jobs_ = 0;
};

}  // namespace gradevault::worker
