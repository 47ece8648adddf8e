#include "peer_rates.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace gradevault::http {
namespace {

constexpr std::size_t kMostPeers = 8192;

std::string bucketName(const std::string& peer) {
  in6_addr address{};
  if (inet_pton(AF_INET6, peer.substr(0, peer.find('%')).c_str(), &address) != 1) return peer;
  return {reinterpret_cast<const char*>(address.s6_addr), 8};
}

}  // namespace

double PeerRates::admit(const std::string& peer, TimePoint now) {
  if (perSecond_ <= 0) return 0;
  if (buckets_.size() >= kMostPeers) forgetFullOnes(now);
  auto [found, isNew] = buckets_.try_emplace(bucketName(peer), Bucket{burst_, now});
  auto& bucket = found->second;
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(burst_, bucket.tokens + passed * perSecond_);
  bucket.at = now;
  if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond_;
  bucket.tokens -= 1;
  return 0;
}

void PeerRates::forgetFullOnes(TimePoint now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const double passed = std::chrono::duration<double>(now - entry.second.at).count();
    return entry.second.tokens + passed * perSecond_ >= burst_;
  });
  // All of them busy: better a flood that starts afresh than memory without end.
  if (buckets_.size() >= kMostPeers) buckets_.clear();
}

}  // namespace gradevault::http
