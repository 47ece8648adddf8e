#include "precheck/kept_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gradevault/select.hpp"

namespace gradevault::precheck {
namespace {

const FrameRecord& at(const std::vector<FrameRecord>& records, int frame) {
  return records[static_cast<std::size_t>(frame)];
}

/// As in the selection: two times that are exactly so far apart may differ from it in the last digit.
bool nearerThan(double spacing, const FrameRecord& a, const FrameRecord& b) {
  return std::abs(a.time - b.time) < spacing - 1e-9;
}

double sharpness(const std::vector<FrameRecord>& records, int frame) {
  return at(records, frame).scan->quick.sharpness;
}

}  // namespace

void KeptPictures::offer(const std::vector<FrameRecord>& records, Size quick, const DecodedPicture& picture) {
  const int frame = static_cast<int>(records.size()) - 1;
  const std::optional<double> speed = motionPerSecond(records, frame, quick);
  if (waiting_) {
    if (speed && *speed > options_.maxMotion) {
      spares_.push_back(std::move(waiting_->copy));
      waiting_.reset();
    } else {
      keep(records);
    }
  }
  const bool still = speed && *speed <= options_.maxMotion;
  if (still && wanted(records, frame, room(picture))) {
    waiting_.emplace(Entry{frame, spare()});
    waiting_->copy.assign(picture);
  }
  if (!entries_.empty()) {
    sharpest_.reset();
  } else if (!sharpest_ || sharpness(records, frame) > sharpness(records, sharpest_->frame)) {
    // Not emplace(): clang takes a nested struct with initialisers for default constructible only after the class.
    if (!sharpest_) sharpest_ = Entry{frame, spare()};
    sharpest_->frame = frame;
    sharpest_->copy.assign(picture);
  }
}

void KeptPictures::settle(const std::vector<FrameRecord>& records) {
  if (waiting_) keep(records);
}

bool KeptPictures::wanted(const std::vector<FrameRecord>& records, int frame, std::size_t room) const {
  const double own = sharpness(records, frame);
  double best = own;
  double least = own;
  for (const Entry& entry : entries_) {
    const double other = sharpness(records, entry.frame);
    const bool near = nearerThan(options_.goldenSpacing, at(records, entry.frame), at(records, frame));
    if (near && other >= own) return false;
    best = std::max(best, other);
    least = std::min(least, other);
  }
  if (own < options_.goldenSharpness * best) return false;
  return entries_.size() < room || own > least;
}

void KeptPictures::keep(const std::vector<FrameRecord>& records) {
  Entry entry = std::move(*waiting_);
  waiting_.reset();
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (nearerThan(options_.goldenSpacing, at(records, entries_[i].frame), at(records, entry.frame))) drop(i);
  }
  const auto lessSharp = [&](const Entry& a, const Entry& b) {
    return sharpness(records, a.frame) < sharpness(records, b.frame);
  };
  while (!entries_.empty() && entries_.size() >= room(entry.copy.picture())) {
    drop(static_cast<std::size_t>(std::min_element(entries_.begin(), entries_.end(), lessSharp) -
                                  entries_.begin()));
  }
  entries_.push_back(std::move(entry));
}

std::size_t KeptPictures::room(const DecodedPicture& picture) const noexcept {
  return std::clamp<std::size_t>(mostBytes_ / std::max<std::size_t>(1, copyBytes(picture)), 1, most_);
}

void KeptPictures::drop(std::size_t entry) {
  if (spares_.empty()) spares_.push_back(std::move(entries_[entry].copy));
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(entry));
}

PictureCopy KeptPictures::spare() {
  if (spares_.empty()) return {};
  PictureCopy copy = std::move(spares_.back());
  spares_.pop_back();
  return copy;
}

std::vector<int> KeptPictures::frames() const {
  std::vector<int> frames;
  for (const Entry& entry : entries_) frames.push_back(entry.frame);
  if (entries_.empty() && sharpest_) frames.push_back(sharpest_->frame);
  std::sort(frames.begin(), frames.end());
  return frames;
}

const DecodedPicture* KeptPictures::find(int frame) const noexcept {
  for (const Entry& entry : entries_) {
    if (entry.frame == frame) return &entry.copy.picture();
  }
  return sharpest_ && sharpest_->frame == frame ? &sharpest_->copy.picture() : nullptr;
}

void KeptPictures::clear() noexcept {
  std::vector<Entry>().swap(entries_);
  waiting_.reset();
  sharpest_.reset();
  std::vector<PictureCopy>().swap(spares_);
}

}  // namespace gradevault::precheck
