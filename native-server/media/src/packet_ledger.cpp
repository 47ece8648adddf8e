#include "packet_ledger.hpp"

#include <algorithm>

namespace gradevault::media {
namespace {

// More than any decoder holds back for reordering (16 pictures, as field pairs 32 packets).
constexpr std::size_t mostOpen = 64;

}  // namespace

std::int64_t PacketLedger::enter(std::optional<std::int64_t> presentation,
                                 std::optional<std::int64_t> decoding) {
  open_.push_back({next_, presentation, decoding, presentation ? presentation : decoding});
  return next_++;
}

void PacketLedger::enterUnreadable() {
  enter({}, {});
  fail();
}

void PacketLedger::fail() noexcept {
  if (!open_.empty() && open_.back().number == next_ - 1) open_.back().failed = true;
}

void PacketLedger::expectNothing() noexcept {
  if (!open_.empty() && open_.back().number == next_ - 1) open_.back().silent = true;
}

PacketLedger::Picture PacketLedger::shown(std::int64_t packet, bool fieldPairs) {
  fieldPairs_ = fieldPairs_ || fieldPairs;
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.number == packet; });
  Picture picture;
  picture.packet = packet;
  if (found == open_.end()) return picture;  // a second picture of one packet, or one that was given up
  Open own = *found;
  open_.erase(found);
  picture.identity = own.identity;
  picture.failed = own.failed;
  picture.timestamp = takeTimestamp(own);
  if (own.presentation) {
    if (lastPresentation_ && *own.presentation < *lastPresentation_) ordered_ = false;
    lastPresentation_ = own.presentation;
  }
  picture.missingBefore = forgetPassed(own);
  return picture;
}

// Without presentation stamps the pictures still come out in order, so they take the decoding stamps in
// order.
std::optional<std::int64_t> PacketLedger::takeTimestamp(Open& picture) {
  if (picture.presentation) return picture.presentation;
  for (Open& other : open_) {
    if (other.presentation || other.failed || other.silent || !other.decoding || !picture.decoding) continue;
    if (*other.decoding < *picture.decoding) std::swap(other.decoding, picture.decoding);
  }
  return picture.decoding;
}

bool PacketLedger::passedBy(const Open& open, const Open& picture) const {
  if (ordered_ && open.presentation && picture.presentation)
    return *open.presentation < *picture.presentation;
  return open.failed && open.number < picture.number;
}

// Silence tells of damage only where time stamps tell the order; with field pairs it is normal.
bool PacketLedger::counts(const Open& open) const {
  return open.failed || (!open.silent && !fieldPairs_ && ordered_ && open.presentation);
}

int PacketLedger::forgetPassed(const Open& picture) {
  int missing = 0;
  std::erase_if(open_, [&](const Open& open) {
    if (!passedBy(open, picture)) return false;
    if (counts(open)) ++missing;
    return true;
  });
  while (open_.size() > mostOpen) {
    if (counts(open_.front())) ++missing;
    open_.pop_front();
  }
  return missing;
}

int PacketLedger::finish() {
  const auto missing =
      std::count_if(open_.begin(), open_.end(), [this](const Open& open) { return counts(open); });
  open_.clear();
  return static_cast<int>(missing);
}

}  // namespace gradevault::media
