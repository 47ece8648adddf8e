#pragma once

#include <algorithm>
#include <chrono>

namespace gradevault::http {

/// How patient we are with a peer's end of a transfer: waiting for it spends seconds of credit, bytes earn
/// them at the slowest rate that is put up with, up to the grace. Our own work in between costs the peer
/// nothing.
class Pace {
 public:
  /// `bytesPerSecond` 0: any byte gives the whole grace back.
  Pace(double grace, double bytesPerSecond) : grace_(grace), rate_(bytesPerSecond), credit_(grace) {}

  [[nodiscard]] double credit() const noexcept { return credit_; }
  void waited(double seconds) noexcept { credit_ -= seconds; }
  void moved(std::size_t bytes) noexcept {
    if (bytes > 0)
      credit_ = rate_ > 0 ? std::min(grace_, credit_ + static_cast<double>(bytes) / rate_) : grace_;
  }

 private:
  double grace_;
  double rate_;
  double credit_;
};

/// Runs `wait`, which may take `pace.credit()` seconds, and charges what it took.
template <class WaitFunction>
bool waitAtPace(Pace& pace, WaitFunction wait) {
  if (pace.credit() <= 0) return false;
  const auto begin = std::chrono::steady_clock::now();
  const bool came = wait(pace.credit());
  pace.waited(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  return came;
}

}  // namespace gradevault::http
