#include "worker_slot.hpp"

#include <algorithm>
#include <csignal>

namespace gradevault::serve {
namespace {

/// Not for anything that the next one would do again.
bool killedByOthers(const process::ProcessEnding& ending) {
  return ending.signal == SIGKILL || ending.signal == SIGTERM;
}

}  // namespace

void WorkerSlot::tend(const std::string& program, Clock::time_point now) {
  if (child_) {
    if (const auto ending = child_->ended()) ended(now, killedByOthers(*ending));
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
  }
  ended(now, false);
}

void WorkerSlot::ended(Clock::time_point now, bool byOthers) {
  child_.reset();
  lifeline_.reset();
  const std::chrono::duration<double> lived = now - started_;
  const bool innocent = byOthers || lived.count() >= backOff_.steady;
  pause_ = innocent ? backOff_.first : std::clamp(2 * pause_, backOff_.first, backOff_.longest);
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
