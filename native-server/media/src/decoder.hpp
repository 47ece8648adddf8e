#pragma once

#include <cstdint>
#include <memory>

#include "gradevault/media/video_reader.hpp"
#include "track.hpp"

namespace gradevault::media {

/// One software decoder, set so that the same bytes always give the same pictures: one thread, exact
/// transforms, picture memory that starts as zeros (a damaged picture shows no leftovers of others), exact
/// cropping, the whole reorder delay that an H.264 stream's level allows when it does not say (so no picture
/// is dropped for coming too late). Damaged pictures come out, marked, instead of being held back.
class Decoder {
 public:
  /// Errors: this FFmpeg has no decoder (unsupported), or it refuses the track's set-up data
  /// (unreadable_input).
  [[nodiscard]] static Result<std::unique_ptr<Decoder>> open(const Track& track, const Limits& limits);

  /// Hands over a packet under a number of ours, which its picture will carry. 0, or an AVERROR: EAGAIN when
  /// pictures have to be taken first, everything else that the packet (which counts as consumed) is damaged.
  [[nodiscard]] int send(AVPacket& packet, std::int64_t number) noexcept;
  /// After the last packet: lets the pictures come that were held for reordering.
  void finish() noexcept;
  /// 0 with a picture; EAGAIN: wants more packets; AVERROR_EOF: all are out; else damage in the packet sent
  /// last.
  [[nodiscard]] int receive(AVFrame& frame) noexcept;

  /// The number of the packet that this picture came from.
  [[nodiscard]] static std::int64_t number(const AVFrame& frame) noexcept { return frame.pts; }
  /// Whether the decoder marked it as damaged, concealed or lacking a reference.
  [[nodiscard]] static bool reportedDamage(const AVFrame& frame) noexcept;

 private:
  CodecHandle context_;
  int hevcLengthBytes_ = 0;
};

}  // namespace gradevault::media
