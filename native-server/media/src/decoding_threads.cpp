#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <system_error>

#include "capture_error.hpp"
#include "decoding_ranges.hpp"

namespace gradevault::media {

bool DecodingRanges::mayDecode(const Range& range) const {
  constexpr int ahead = 2;  // pictures of the range that is being handed out, however full the others are
  return pictures_ < mostPictures_ || (&range == &ranges_.front() && range.pictures < ahead);
}

// The first range that nobody works at, if there is one or one can be read.
std::optional<DecodingRanges::Place> DecodingRanges::claim() {
  for (;;) {
    const auto range = std::find_if(ranges_.begin(), ranges_.end(), [](const Range& candidate) {
      return !candidate.owned && !candidate.finished && candidate.head != Head::damaged;
    });
    if (range != ranges_.end()) return range;
    if (allRead_ || pictures_ >= mostPictures_ || packetBytes_ >= packetBytesAThread * decoding_.threads)
      return std::nullopt;
    read();
  }
}

// Where the system gives no more threads, fewer work, or `next` itself.
void DecodingRanges::startThreads() {
  try {
    for (int i = 0; i < decoding_.threads; ++i) workers_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    return;
  }
}

void DecodingRanges::work() {
  try {
    Lock lock(mutex_);
    while (!stopping_) {
      if (const std::optional<Place> range = claim()) {
        workAt(*range, lock);
      } else {
        work_.wait(lock);
      }
    }
  } catch (const std::exception& exception) {
    const std::lock_guard lock(mutex_);
    failure_ =
        captureError(ErrorCode::internal, track_.path, std::string("decoding failed: ") + exception.what());
    ready_.notify_all();
  }
}

void DecodingRanges::workAt(Place range, Lock& lock) {
  if (range->head == Head::untried) {
    tryHead(range, lock);
    if (range->head == Head::damaged || range->finished) return;
  }
  range->owned = true;
  while (!stopping_) {
    if (!mayDecode(*range)) {
      work_.wait(lock);
      continue;
    }
    const Step step = advance(range, lock);
    if (step == Step::finished) break;
    if (step == Step::waiting) work_.wait(lock);
  }
}

}  // namespace gradevault::media
