#include "runner_watch.hpp"

#include <chrono>
#include <string>

#include "process_memory.hpp"

namespace gradevault::worker {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = RunnerOutcome::Kind;

constexpr double look = 0.1;          ///< s between two looks at orders
constexpr double memoryEvery = 0.25;  ///< s
constexpr double cancelPatience = 2;  ///< s that a runner gets to end a job that was cancelled
constexpr double reapPatience = 5;    ///< s; its socket is closed, so it is as good as gone

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The messages until the job is over; absent when `seconds` were not enough.
class Listener {
 public:
  Listener(RunnerProcess& runner, const RunnerWatch& watch) : runner_(runner), watch_(watch) {}

  [[nodiscard]] std::optional<RunnerOutcome> listen(double seconds) {
    RunnerMessage message;
    switch (runner_.next(message, seconds)) {
      case RunnerProcess::Arrival::nothing:
        return std::nullopt;
      case RunnerProcess::Arrival::ended:
        return died();
      case RunnerProcess::Arrival::broken:
        return killed(Kind::broken);
      case RunnerProcess::Arrival::message:
        break;
    }
    if (message.type != "end") {
      if (watch_.news) watch_.news(message);
      return std::nullopt;
    }
    const auto end = runnerEnd(message);
    if (!end) return killed(Kind::broken);
    RunnerOutcome outcome;
    outcome.end = *end;
    outcome.alive = true;
    outcome.outOfMemory = end->ended == "killed" && memoryRanOut();
    return outcome;
  }

  [[nodiscard]] RunnerOutcome killed(Kind kind) {
    RunnerOutcome outcome;
    outcome.kind = kind;
    outcome.ending = runner_.end(0);
    return outcome;
  }

 private:
  [[nodiscard]] RunnerOutcome died() {
    RunnerOutcome outcome;
    outcome.kind = Kind::died;
    outcome.ending = runner_.end(reapPatience);
    outcome.outOfMemory = memoryRanOut();
    return outcome;
  }
  [[nodiscard]] bool memoryRanOut() const { return outOfMemoryKills() > killsBefore_; }

  RunnerProcess& runner_;
  const RunnerWatch& watch_;
  const std::int64_t killsBefore_ = outOfMemoryKills();
};

RunnerOutcome cancelled(RunnerProcess& runner, Listener& listener) {
  runner.cancel();
  for (const auto start = Clock::now(); since(start) < cancelPatience;) {
    if (auto outcome = listener.listen(look)) {
      if (outcome->kind == Kind::told) outcome->kind = Kind::stopped;
      return *outcome;
    }
  }
  return listener.killed(Kind::stopped);
}

}  // namespace

RunnerOutcome watch(RunnerProcess& runner, const RunnerWatch& watch) {
  Listener listener(runner, watch);
  const auto start = Clock::now();
  auto measured = start;
  for (;;) {
    if (auto outcome = listener.listen(look)) return *outcome;
    const Order order = watch.order ? watch.order() : Order::go_on;
    if (order == Order::cancel) return cancelled(runner, listener);
    if (order == Order::abandon) return listener.killed(Kind::stopped);
    if (since(start) > watch.seconds) return listener.killed(Kind::time_limit);
    if (watch.memory <= 0 || since(measured) < memoryEvery) continue;
    measured = Clock::now();
    if (residentBytes(runner.id()) > watch.memory) return listener.killed(Kind::memory_limit);
  }
}

}  // namespace gradevault::worker
