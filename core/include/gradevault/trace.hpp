#pragma once

#include <string_view>

namespace gradevault {

/// Hears where an engine's time goes; `gradevault bench` listens, an analysis hands in none. Safe from any thread.
class Trace {
 public:
  virtual ~Trace() = default;
  /// Seconds since some fixed moment.
  [[nodiscard]] virtual double now() const noexcept = 0;
  /// `seconds` of one thread's time went into `part` ("quick.flow", "precise.sharpness", "defects.canny", …).
  virtual void spent(std::string_view part, double seconds) noexcept = 0;
};

/// Tells `trace` (if there is one) how long this object lived.
class TracedPart {
 public:
  TracedPart(Trace* trace, std::string_view part) noexcept
      : trace_(trace), part_(part), start_(trace != nullptr ? trace->now() : 0) {}
  ~TracedPart() {
    if (trace_ != nullptr) trace_->spent(part_, trace_->now() - start_);
  }
  TracedPart(const TracedPart&) = delete;
  TracedPart& operator=(const TracedPart&) = delete;

 private:
  Trace* trace_;
  std::string_view part_;
  double start_;
};

}  // namespace gradevault
