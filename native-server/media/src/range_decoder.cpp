#include "range_decoder.hpp"

#include <cstring>
#include <iterator>
#include <utility>

#include "capture_error.hpp"
#include "color_pictures.hpp"
#include "picture_meaning.hpp"
#include "sample_plane.hpp"
#include "undecoded_area.hpp"

namespace gradevault::media {
namespace {

bool interlaced(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame.flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame.interlaced_frame != 0;
#endif
}

// What the frame says of itself stays.
void dropPixels(AVFrame& frame) {
  for (AVBufferRef*& buffer : frame.buf) av_buffer_unref(&buffer);
  std::memset(frame.data, 0, sizeof(frame.data));
}

}  // namespace

Result<std::unique_ptr<RangeDecoder>> RangeDecoder::open(const Track& track, const Limits& limits,
                                                         LumaPool* pool) {
  Result<std::unique_ptr<Decoder>> decoder = Decoder::open(track, limits);
  if (!decoder) return decoder.error();
  std::unique_ptr<RangeDecoder> range(new RangeDecoder(track, pool));
  range->decoder_ = std::move(*decoder);
  return range;
}

void RangeDecoder::decode(PacketEntry entry, std::deque<DecodeEvent>& events) {
  if (ended_) return;
  if (barren_ > patience) {
    finish(events);
    if (!ended_) end(std::nullopt, events);
    return;
  }
  ++barren_;
  if (entry.kind == PacketEntry::Kind::empty) return;
  const bool broken = entry.kind == PacketEntry::Kind::broken;
  events.emplace_back(
      PacketEntered{entry.number, entry.presentation, entry.decoding, broken, entry.hidden, entry.key});
  damaged_ = damaged_ || broken;
  if (broken) return;
  if (decoder_->send(*entry.packet, entry.number) < 0) fail(events);
  receive(events);
}

void RangeDecoder::finish(std::deque<DecodeEvent>& events, std::vector<PacketEntry> following) {
  if (!damaged_ || following.empty()) {
    decoder_->finish();
    return receive(events);
  }
  const std::int64_t end = following.front().number;
  std::deque<DecodeEvent> pushed;
  for (PacketEntry& entry : following) decode(std::move(entry), pushed);
  decoder_->finish();
  receive(pushed);
  for (DecodeEvent& event : pushed) {
    const auto* picture = std::get_if<DecodedPicture>(&event);
    if (picture != nullptr && picture->packet < end) events.push_back(std::move(event));
  }
}

// The pictures that the decoder holds, until it wants more or has no more.
void RangeDecoder::receive(std::deque<DecodeEvent>& events) {
  for (;;) {
    FrameHandle frame(av_frame_alloc());
    if (!frame) return end(captureError(ErrorCode::internal, track_.path, "out of memory"), events);
    const int received = decoder_->receive(*frame);
    if (received == 0) {
      barren_ = 0;
      DecodedPicture picture = describe(std::move(frame));
      damaged_ = damaged_ || picture.damaged;
      events.emplace_back(std::move(picture));
      continue;
    }
    if (received == AVERROR(EAGAIN) || received == AVERROR_EOF) return;
    if (++barren_ > 2 * patience) return end(std::nullopt, events);
    fail(events);
  }
}

void RangeDecoder::fail(std::deque<DecodeEvent>& events) {
  damaged_ = true;
  events.emplace_back(PacketFailed{});
}

void RangeDecoder::end(std::optional<Error> error, std::deque<DecodeEvent>& events) {
  ended_ = true;
  events.emplace_back(DecodingEnded{std::move(error)});
}

DecodedPicture RangeDecoder::describe(FrameHandle frame) const {
  DecodedPicture picture;
  picture.packet = Decoder::number(*frame);
  picture.interlaced = interlaced(*frame);
  picture.damaged =
      Decoder::reportedDamage(*frame) || (track_.codec() == AV_CODEC_ID_HEVC && hasUndecodedArea(*frame));
  if (pool_ != nullptr && !unreadablePixels(frame->format)) {
    picture.luma = lumaOf(*frame, meaningOf(*frame, track_.codec()).range, pool_->take());
    dropPixels(*frame);
  }
  picture.frame = std::move(frame);
  return picture;
}

}  // namespace gradevault::media
