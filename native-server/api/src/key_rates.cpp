#include "key_rates.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault::api {

int KeyRates::wait(const std::string& key) {
  if (rate_ <= 0) return 0;
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  const auto [found, fresh] = buckets_.try_emplace(key, Bucket{burst_, now});
  Bucket& bucket = found->second;
  const std::chrono::duration<double> passed = now - bucket.filled;
  bucket.tokens = std::min(burst_, bucket.tokens + passed.count() * rate_);
  bucket.filled = now;
  if (bucket.tokens < 1) return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / rate_)));
  bucket.tokens -= 1;
  return 0;
}

}  // namespace gradevault::api
