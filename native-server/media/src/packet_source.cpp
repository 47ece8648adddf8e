#include "packet_source.hpp"

#include <cstddef>
#include <utility>

#include "capture_error.hpp"
#include "hidden_picture.hpp"

namespace gradevault::media {
namespace {

std::optional<std::int64_t> stamp(std::int64_t value) {
  return value == AV_NOPTS_VALUE ? std::nullopt : std::optional(value);
}

}  // namespace

Result<std::optional<PacketEntry>> PacketSource::next() {
  PacketEntry entry;
  entry.packet.reset(av_packet_alloc());
  if (!entry.packet) return captureError(ErrorCode::internal, track_.path, "out of memory");
  const Result<Demuxer::Read> read = demuxer_->read(*entry.packet);
  if (!read) return read.error();
  if (read.value() == Demuxer::Read::end) return std::optional<PacketEntry>();
  AVPacket& packet = *entry.packet;
  if (read.value() == Demuxer::Read::broken) {
    entry.kind = PacketEntry::Kind::broken;
    entry.packet.reset();
    cuts_.skipPacket();
  } else if (packet.size == 0) {
    entry.kind = PacketEntry::Kind::empty;
    entry.packet.reset();
    return std::optional(std::move(entry));
  } else {
    entry.presentation = stamp(packet.pts);
    entry.decoding = stamp(packet.dts);
    entry.hidden = holdsHiddenPicture(track_.codec(), {packet.data, static_cast<std::size_t>(packet.size)});
    entry.key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    entry.beginsRange = cuts_.beginsRange(packet);
  }
  entry.number = number_++;
  return std::optional(std::move(entry));
}

bool PacketSource::seek(std::int64_t stamp) {
  cuts_ = RangeCuts(*track_.parameters, shortestRange_);
  number_ = 0;
  return demuxer_->seek(stamp);
}

}  // namespace gradevault::media
