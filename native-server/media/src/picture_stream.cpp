#include "picture_stream.hpp"

#include <string>
#include <utility>

#include "capture_error.hpp"
#include "hidden_picture.hpp"
#include "size_limits.hpp"
#include "undecoded_area.hpp"

namespace gradevault::media {
namespace {

std::optional<std::int64_t> stamp(std::int64_t value) {
  return value == AV_NOPTS_VALUE ? std::nullopt : std::optional(value);
}

Timeline timelineOf(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate;
  const bool usable = rate.num > 0 && rate.den > 0 && av_q2d(rate) >= 1 && av_q2d(rate) <= 1000;
  return {av_q2d(stream.time_base), usable ? 1 / av_q2d(rate) : 1.0 / 30};
}

bool interlaced(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame.flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame.interlaced_frame != 0;
#endif
}

}  // namespace

PictureStream::PictureStream(std::unique_ptr<Demuxer> demuxer, const Limits& limits)
    : demuxer_(std::move(demuxer)),
      limits_(limits),
      packet_(av_packet_alloc()),
      frame_(av_frame_alloc()),
      timeline_(timelineOf(demuxer_->stream())) {}

Result<std::unique_ptr<PictureStream>> PictureStream::open(std::shared_ptr<const CaptureFile> file,
                                                           const Limits& limits) {
  Result<std::unique_ptr<Demuxer>> demuxer = Demuxer::open(std::move(file), limits);
  if (!demuxer) return demuxer.error();
  std::unique_ptr<PictureStream> stream(new PictureStream(std::move(*demuxer), limits));
  if (!stream->packet_ || !stream->frame_) {
    return captureError(ErrorCode::internal, stream->demuxer_->file().path(), "out of memory");
  }
  if (const Status started = stream->startDecoder(); !started) return started.error();
  return stream;
}

Status PictureStream::startDecoder() {
  Result<std::unique_ptr<Decoder>> decoder =
      Decoder::open(demuxer_->stream(), limits_, demuxer_->file().path());
  if (!decoder) return decoder.error();
  decoder_ = std::move(*decoder);
  ledger_ = {};
  failure_.reset();
  timeline_ = timelineOf(demuxer_->stream());
  gapPending_ = finishing_ = ended_ = false;
  index_ = barren_ = 0;
  return {};
}

Status PictureStream::seek(std::int64_t target) {
  const std::filesystem::path& path = demuxer_->file().path();
  if (!demuxer_->seek(target)) return captureError(ErrorCode::internal, path, "cannot be sought in");
  return startDecoder();
}

Result<std::optional<Picture>> PictureStream::next() {
  while (!failure_ && !ended_) {
    Result<std::optional<Picture>> picture = receive();
    if (picture && picture->has_value()) return picture;
    if (!picture) {
      failure_ = picture.error();
    } else if (const Status fed = feed(); !fed) {
      failure_ = fed.error();
    }
  }
  if (failure_) return *failure_;
  return std::optional<Picture>();
}

// One packet on, or on to the end.
Status PictureStream::feed() {
  if (finishing_ || ended_) return {};
  const Result<Demuxer::Read> read = demuxer_->read(*packet_);
  if (!read) return read.error();
  if (read.value() == Demuxer::Read::end || barren_ > patience) {
    finishing_ = true;
    decoder_->finish();
    return {};
  }
  ++barren_;
  if (read.value() == Demuxer::Read::broken) {
    ledger_.enterUnreadable();
  } else if (packet_->size > 0) {  // AVI marks "show the last picture again" with empty packets
    sendPacket();
  }
  return {};
}

void PictureStream::sendPacket() {
  const std::optional<std::int64_t> presentation = stamp(packet_->pts);
  const std::optional<std::int64_t> decoding = stamp(packet_->dts);
  const std::int64_t number = ledger_.enter(presentation, decoding);
  if (holdsHiddenPicture(codec(), {packet_->data, static_cast<std::size_t>(packet_->size)})) {
    ledger_.expectNothing();
  }
  if ((packet_->flags & AV_PKT_FLAG_KEY) != 0 && onKeyPacket_ && (presentation || decoding)) {
    const bool byPresentation =
        !decoding || (demuxer_->container().name == "mkv" || demuxer_->container().name == "webm");
    onKeyPacket_({number, presentation ? presentation : decoding,
                  byPresentation && presentation ? *presentation : decoding.value_or(0)});
  }
  if (decoder_->send(*packet_, number) < 0) ledger_.fail();
}

// The next picture that the decoder holds, or nothing when it wants more or has no more.
Result<std::optional<Picture>> PictureStream::receive() {
  while (!ended_) {
    const int received = decoder_->receive(*frame_);
    if (received == 0) {
      Result<std::optional<Picture>> picture =
          accept(ledger_.shown(Decoder::number(*frame_), interlaced(*frame_)));
      if (!picture || picture->has_value()) return picture;
      continue;
    }
    if (received == AVERROR(EAGAIN) && !finishing_) break;
    if (received == AVERROR_EOF || received == AVERROR(EAGAIN) || ++barren_ > 2 * patience) {
      broken_ += ledger_.finish();
      ended_ = true;
      break;
    }
    ledger_.fail();
  }
  return std::optional<Picture>();
}

// Nothing for a damaged picture of another size: it cannot be compared with its neighbours, so it counts as
// broken.
Result<std::optional<Picture>> PictureStream::accept(const PacketLedger::Picture& entry) {
  barren_ = 0;
  broken_ += entry.missingBefore;
  gapPending_ = gapPending_ || entry.missingBefore > 0;
  const bool lost = entry.failed || Decoder::reportedDamage(*frame_) ||
                    (codec() == AV_CODEC_ID_HEVC && hasUndecodedArea(*frame_));
  const Size size{frame_->width, frame_->height};
  const std::filesystem::path& path = demuxer_->file().path();
  if (size_ && *size_ != size) {
    if (!lost) return sizeChanged(size);
    ++broken_;
    gapPending_ = true;
    return std::optional<Picture>();
  }
  if (const Status within = checkSize(size, limits_, path); !within) return within.error();
  size_ = size;
  if (index_ >= limits_.maxFrames) {
    return unreadable(path,
                      "has more frames than the limit maxFrames = " + std::to_string(limits_.maxFrames));
  }
  Picture picture;
  picture.frame = frame_.get();
  picture.index = index_++;
  picture.time = timeline_.next(entry.timestamp);
  picture.identity = entry.identity;
  picture.packet = entry.packet;
  picture.lost = lost;
  picture.gapBefore = std::exchange(gapPending_, false);
  if (picture.time > limits_.maxDuration) return tooLong(picture.time, limits_, path);
  return std::optional<Picture>(picture);
}

Error PictureStream::sizeChanged(Size now) const {
  const auto text = [](Size size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
  };
  return unreadable(demuxer_->file().path(), "changes its picture size from " + text(*size_) + " to " +
                                                 text(now) + " px at frame " + std::to_string(index_) +
                                                 "; give a capture of one size");
}

}  // namespace gradevault::media
