#pragma once

namespace gradevault {

/// The core's only source of time; tests hand in one that stands still.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Seconds since some fixed moment; never goes back.
  [[nodiscard]] virtual double seconds() const noexcept = 0;
};

}  // namespace gradevault
