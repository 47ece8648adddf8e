#pragma once

#include <array>
#include <atomic>

#include "gradevault/http/server.hpp"

namespace gradevault::http {

/// How many requests of each class are being answered, and whether one more may be.
class ClassCounts {
 public:
  explicit ClassCounts(const ClassLimits& limits)
      : limits_{limits.control, limits.api, limits.waiting, limits.upload, limits.download, limits.events} {}

  [[nodiscard]] bool enter(RouteClass kind) noexcept {
    auto& count = counts_[index(kind)];
    if (count.fetch_add(1) < limits_[index(kind)]) return true;
    count.fetch_sub(1);
    return false;
  }
  void leave(RouteClass kind) noexcept { counts_[index(kind)].fetch_sub(1); }
  [[nodiscard]] int active(RouteClass kind) const noexcept { return counts_[index(kind)].load(); }
  [[nodiscard]] int most() const noexcept {
    int sum = 0;
    for (const int limit : limits_) sum += limit;
    return sum;
  }

 private:
  static std::size_t index(RouteClass kind) noexcept { return static_cast<std::size_t>(kind); }

  std::array<int, 6> limits_;
  std::array<std::atomic<int>, 6> counts_{};
};

}  // namespace gradevault::http
