#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace gradevault::api {

/// How often each key may ask: a bucket a key that fills at `rate` a second up to `burst`.
class KeyRates {
 public:
  /// `rate` 0: no limit.
  KeyRates(double rate, double burst) : rate_(rate), burst_(burst) {}

  /// 0: go on; else so many seconds too early.
  [[nodiscard]] int wait(const std::string& key);

 private:
  struct Bucket {
    double tokens = 0;
    std::chrono::steady_clock::time_point filled;
  };
  double rate_;
  double burst_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;  // of keys that are in the store: few
};

}  // namespace gradevault::api
