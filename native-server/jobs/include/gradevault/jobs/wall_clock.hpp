#pragma once

#include <cstdint>
#include <string>

namespace gradevault::jobs {

/// Milliseconds since 1970-01-01T00:00:00Z: what leases and expiries are reckoned in. A duration is in ms,
/// too.
using Milliseconds = std::int64_t;

/// The store's only source of time; tests hand in one that they move.
class WallClock {
 public:
  virtual ~WallClock() = default;
  [[nodiscard]] virtual Milliseconds now() const noexcept = 0;
};

class SystemWallClock final : public WallClock {
 public:
  [[nodiscard]] Milliseconds now() const noexcept override;
};

/// "2026-11-26T16:39:10.123Z", as JSON carries times.
[[nodiscard]] std::string rfc3339(Milliseconds time);

}  // namespace gradevault::jobs
