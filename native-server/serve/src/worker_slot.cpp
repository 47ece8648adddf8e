#include "worker_slot.hpp"

#include <algorithm>

namespace gradevault::serve {

void WorkerSlot::tend(const std::string& program, Clock::time_point now) {
  if (child_ && child_->ended()) ended(now);
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
  ended(now);
}

void WorkerSlot::ended(Clock::time_point now) {
  child_.reset();
  lifeline_.reset();
  const std::chrono::duration<double> lived = now - started_;
  pause_ = lived.count() >= backOff_.steady ? backOff_.first
                                            : std::clamp(2 * pause_, backOff_.first, backOff_.longest);
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
