#include "runner_slot.hpp"

#include <utility>

namespace gradevault::worker {

Status RunnerSlot::ensure() {
  if (runner_ && (runner_->jobsGiven() >= settings_.jobsARunner || !runner_->waits())) retire();
  if (runner_) return {};
  auto started =
      RunnerProcess::start(settings_.runnerProgram, settings_.runnerArguments, settings_.runnerSeconds);
  if (!started.ok()) return started.error();
  runner_ = std::move(started).value();
  return {};
}

}  // namespace gradevault::worker
