#include "worker_slot.hpp"

#include <algorithm>
#include <csignal>

#include "gradevault/process/process_state.hpp"

namespace gradevault::serve {
namespace {

/// Not for anything that the next one would do again.
bool killedByOthers(const process::ProcessEnding& ending) {
  return ending.signal == SIGKILL || ending.signal == SIGTERM;
}

}  // namespace

void WorkerSlot::tend(const std::string& program, Clock::time_point now) {
  if (child_) {
    killIfStopped(now);
    if (const auto ending = child_->ended()) {
      tell(child_->end(0));
      ended(now, killedByOthers(*ending));
    }
  }
  if (!child_ && now >= next_) start(program, now);
}

void WorkerSlot::start(const std::string& program, Clock::time_point now) {
  started_ = now;
  auto sockets = process::Channel::makeSockets();
  if (sockets.ok()) {
    auto child = process::ChildProcess::start(program, arguments_, sockets->second.number());
    if (child.ok()) {
      child_ = std::move(child).value();
      lifeline_.emplace(std::move(sockets->first));
      ++starts_;
      return;
    }
    tell("cannot be started: " + child.error().message);
  }
  ended(now, false);
}

void WorkerSlot::killIfStopped(Clock::time_point now) {
  if (process::processState(child_->id()) != 'T') {
    stopped_.reset();
    return;
  }
  if (!stopped_) stopped_ = now;
  if (now - *stopped_ < std::chrono::duration<double>(settings_.stoppedSeconds)) return;
  stopped_.reset();
  kill("it was stopped, and may hold locks that the others wait for");
}

void WorkerSlot::kill(const std::string& why) {
  if (!child_) return;
  tell("was killed: " + why);
  child_->signal(SIGKILL);
}

void WorkerSlot::tell(const std::string& words) const {
  if (settings_.tell) settings_.tell(words);
}

void WorkerSlot::ended(Clock::time_point now, bool byOthers) {
  child_.reset();
  lifeline_.reset();
  stopped_.reset();
  const BackOff& backOff = settings_.backOff;
  const std::chrono::duration<double> lived = now - started_;
  const bool innocent = byOthers || lived.count() >= backOff.steady;
  pause_ = innocent ? backOff.first : std::clamp(2 * pause_, backOff.first, backOff.longest);
  next_ = now + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(pause_));
}

bool WorkerSlot::empty() {
  return !child_ || child_->ended().has_value();
}

bool WorkerSlot::clear() {
  const bool was = empty();
  child_.reset();
  lifeline_.reset();
  return was;
}

}  // namespace gradevault::serve
