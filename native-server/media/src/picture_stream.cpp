#include "picture_stream.hpp"

#include <string>
#include <utility>

#include "capture_error.hpp"
#include "size_limits.hpp"

namespace gradevault::media {
namespace {

Timeline timelineOf(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate;
  const bool usable = rate.num > 0 && rate.den > 0 && av_q2d(rate) >= 1 && av_q2d(rate) <= 1000;
  return {av_q2d(stream.time_base), usable ? 1 / av_q2d(rate) : 1.0 / 30};
}

}  // namespace

PictureStream::PictureStream(std::unique_ptr<Demuxer> demuxer, Track track, const Limits& limits,
                             const Decoding& decoding)
    : limits_(limits),
      decoding_(decoding),
      track_(std::move(track)),
      source_(std::move(demuxer), track_, decoding.shortestRange),
      nominal_(timelineOf(source_.demuxer().stream())),
      timeline_(nominal_) {}

Result<std::unique_ptr<PictureStream>> PictureStream::open(std::shared_ptr<const CaptureFile> file,
                                                           const Limits& limits, const Decoding& decoding) {
  Result<std::unique_ptr<Demuxer>> demuxer = Demuxer::open(std::move(file), limits);
  if (!demuxer) return demuxer.error();
  Result<Track> track = Track::of((*demuxer)->stream(), (*demuxer)->file().path());
  if (!track) return track.error();
  std::unique_ptr<PictureStream> stream(
      new PictureStream(std::move(*demuxer), std::move(*track), limits, decoding));
  if (const Status started = stream->startDecoding(); !started) return started.error();
  return stream;
}

Status PictureStream::startDecoding() {
  ranges_ = std::make_unique<DecodingRanges>(source_, track_, limits_, decoding_);
  ledger_ = {};
  failure_.reset();
  timeline_ = nominal_;
  gapPending_ = ended_ = false;
  index_ = 0;
  return ranges_->start();
}

Status PictureStream::seek(std::int64_t target) {
  ranges_.reset();  // it may be reading
  if (!source_.seek(target)) return captureError(ErrorCode::internal, track_.path, "cannot be sought in");
  return startDecoding();
}

Result<std::optional<Picture>> PictureStream::next() {
  while (!failure_ && !ended_) {
    DecodeEvent event = ranges_->next();
    if (const auto* packet = std::get_if<PacketEntered>(&event)) {
      enter(*packet);
    } else if (std::holds_alternative<PacketFailed>(event)) {
      ledger_.fail();
    } else if (auto* picture = std::get_if<DecodedPicture>(&event)) {
      Result<std::optional<Picture>> accepted = accept(std::move(*picture));
      if (accepted && accepted->has_value()) return accepted;
      if (!accepted) failure_ = accepted.error();
    } else if (const auto& end = std::get<DecodingEnded>(event); end.error) {
      failure_ = end.error;
    } else {
      broken_ += ledger_.finish();
      ended_ = true;
    }
  }
  if (failure_) return *failure_;
  return std::optional<Picture>();
}

void PictureStream::enter(const PacketEntered& packet) {
  if (packet.broken) return ledger_.enterUnreadable();
  ledger_.enter(packet.presentation, packet.decoding);
  if (packet.hidden) ledger_.expectNothing();
  if (!packet.key || !onKeyPacket_ || (!packet.presentation && !packet.decoding)) return;
  const std::string& container = source_.demuxer().container().name;
  const bool byPresentation = !packet.decoding || container == "mkv" || container == "webm";
  onKeyPacket_({packet.number, packet.presentation ? packet.presentation : packet.decoding,
                byPresentation && packet.presentation ? *packet.presentation : packet.decoding.value_or(0)});
}

// Nothing for a damaged picture of another size: it cannot be compared with its neighbours, so it counts as
// broken.
Result<std::optional<Picture>> PictureStream::accept(DecodedPicture decoded) {
  frame_ = std::move(decoded.frame);
  const PacketLedger::Picture entry = ledger_.shown(decoded.packet, decoded.interlaced);
  broken_ += entry.missingBefore;
  gapPending_ = gapPending_ || entry.missingBefore > 0;
  const bool lost = entry.failed || decoded.damaged;
  const Size size{frame_->width, frame_->height};
  const std::filesystem::path& path = track_.path;
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
  picture.luma = std::move(decoded.luma);
  picture.index = index_++;
  picture.time = timeline_.next(entry.timestamp);
  picture.identity = entry.identity;
  picture.packet = entry.packet;
  picture.lost = lost;
  picture.gapBefore = std::exchange(gapPending_, false);
  if (picture.time > limits_.maxDuration) return tooLong(picture.time, limits_, path);
  return std::optional(std::move(picture));
}

Error PictureStream::sizeChanged(Size now) const {
  const auto text = [](Size size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
  };
  return unreadable(track_.path, "changes its picture size from " + text(*size_) + " to " + text(now) +
                                     " px at frame " + std::to_string(index_) +
                                     "; give a capture of one size");
}

}  // namespace gradevault::media
