#include "head_trial.hpp"

#include <utility>

namespace gradevault::media {
namespace {

// With data of its own reference; absent when memory ran out.
std::optional<PacketEntry> copyOf(const PacketEntry& entry) {
  PacketEntry copy;
  copy.kind = entry.kind;
  copy.number = entry.number;
  copy.presentation = entry.presentation;
  copy.decoding = entry.decoding;
  copy.hidden = entry.hidden;
  copy.key = entry.key;
  copy.beginsRange = entry.beginsRange;
  if (entry.packet) {
    copy.packet.reset(av_packet_clone(entry.packet.get()));
    if (!copy.packet) return std::nullopt;
  }
  return copy;
}

}  // namespace

void HeadTrial::feed(PacketEntry entry) {
  std::optional<PacketEntry> copy = decoder_ ? copyOf(entry) : std::nullopt;
  packets_.push_back(std::move(entry));
  if (!copy) {
    whole_ = false;
    return;
  }
  decoder_->decode(std::move(*copy), events_);
  judge();
  if (!whole_ && packets_.size() >= longest) whole_ = false;
}

void HeadTrial::end(bool captureEnds) {
  if (captureEnds && decoder_) {
    decoder_->finish(events_);
    judge();
  }
  if (!whole_) whole_ = false;
}

void HeadTrial::judge() {
  for (; judged_ < events_.size() && !whole_; ++judged_) {
    const DecodeEvent& event = events_[judged_];
    if (const auto* picture = std::get_if<DecodedPicture>(&event)) {
      if (picture->packet == packets_.front().number) whole_ = !picture->damaged;
    } else if (std::holds_alternative<PacketFailed>(event)) {
      if (packets_.size() == 1) whole_ = false;
    } else if (std::holds_alternative<DecodingEnded>(event)) {
      whole_ = false;
    }
  }
}

}  // namespace gradevault::media
