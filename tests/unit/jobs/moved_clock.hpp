#pragma once

#include <atomic>

#include "gradevault/jobs/wall_clock.hpp"

namespace gradevault::jobs::test {

/// Stands still until a test moves it.
class MovedClock final : public WallClock {
 public:
  [[nodiscard]] Milliseconds now() const noexcept override { return now_; }
  void forward(Milliseconds duration) { now_ += duration; }

 private:
  std::atomic<Milliseconds> now_{1'800'000'000'000};
};

}  // namespace gradevault::jobs::test
