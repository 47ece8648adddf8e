#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gradevault/jobs/job.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/process/child_process.hpp"
#include "gradevault/result.hpp"

namespace gradevault::serve {

/// Pauses between starts of a process that keeps ending. One that somebody killed is back after `first`.
struct BackOff {
  double first = 0.25;  ///< s; doubles up to …
  double longest = 30;  ///< … this, and starts anew …
  double steady = 5;    ///< … after the process has lived so long
};

/// How a worker's process is kept.
struct SlotSettings {
  BackOff backOff;
  /// s that it may be stopped (SIGSTOP) before it is killed: it may hold the store's write lock, for which
  /// all others wait (connection.cpp: 30 s).
  double stoppedSeconds = 5;
  std::function<void(const std::string& words)> tell;  ///< how it ended, as in "it " + …; or empty
};

/// The place of one worker: its process, and when the next one may be started in it.
class WorkerSlot {
 public:
  using Clock = std::chrono::steady_clock;

  WorkerSlot(std::string id, jobs::Lane lane, int device, std::vector<std::string> arguments,
             SlotSettings settings)
      : id_(std::move(id)),
        lane_(lane),
        device_(device),
        arguments_(std::move(arguments)),
        settings_(std::move(settings)) {}

  /// Starts a process when none is there and the pause is over; notices when one has ended;
  /// kills one that has been stopped for too long.
  void tend(const std::string& program, Clock::time_point now);
  /// Kills the process; the next one comes as if somebody else had done it. `why` as in "it was killed: " + …
  void kill(const std::string& why);
  /// The worker sees it as the wish that it ends.
  void letGo() { lifeline_.reset(); }
  [[nodiscard]] bool empty();
  /// Kills what is left. False: there was something.
  bool clear();

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] jobs::Lane lane() const noexcept { return lane_; }
  [[nodiscard]] int device() const noexcept { return device_; }
  [[nodiscard]] pid_t process() const noexcept { return child_ ? child_->id() : 0; }
  [[nodiscard]] int starts() const noexcept { return starts_; }

 private:
  void start(const std::string& program, Clock::time_point now);
  void ended(Clock::time_point now, bool byOthers);
  void killIfStopped(Clock::time_point now);
  void tell(const std::string& words) const;

  std::string id_;
  jobs::Lane lane_;
  int device_;
  std::vector<std::string> arguments_;
  SlotSettings settings_;
  std::unique_ptr<process::ChildProcess> child_;
  /// Nobody writes into it: when this process ends, however it does, the worker sees that.
  std::optional<process::Channel> lifeline_;
  Clock::time_point started_{};
  Clock::time_point next_{};
  std::optional<Clock::time_point> stopped_;  ///< since when, if it is
  double pause_ = 0;
  int starts_ = 0;
};

}  // namespace gradevault::serve
