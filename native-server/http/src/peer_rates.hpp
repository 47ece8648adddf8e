#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace gradevault::http {

/// A token bucket a peer. IPv6 peers count by their /64, which one customer has. For one thread.
class PeerRates {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  PeerRates(double perSecond, double burst) : perSecond_(perSecond), burst_(burst) {}
  /// 0: admitted; else the seconds until it would be.
  [[nodiscard]] double admit(const std::string& peer, TimePoint now);

 private:
  struct Bucket {
    double tokens = 0;
    TimePoint at;
  };
  void forgetFullOnes(TimePoint now);

  double perSecond_;
  double burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace gradevault::http
