#include "collected_parts.hpp"

#include <chrono>
#include <utility>

namespace gradevault::device_process {

double CollectedParts::now() const noexcept {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void CollectedParts::spent(std::string_view part, double seconds) noexcept {
  const std::lock_guard lock(mutex_);
  const auto known = parts_.find(part);
  if (known != parts_.end()) {
    known->second += seconds;
  } else {
    parts_.emplace(part, seconds);
  }
}

PartTimes CollectedParts::taken() {
  const std::lock_guard lock(mutex_);
  return std::exchange(parts_, {});
}

}  // namespace gradevault::device_process
