#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "decoding_ranges.hpp"
#include "packet_ledger.hpp"
#include "packet_source.hpp"
#include "timeline.hpp"

namespace gradevault::media {

/// A decoded picture; `frame` is valid until the next call.
struct Picture {
  const AVFrame* frame = nullptr;        ///< without pixels when the luma was taken
  GrayImage luma;                        ///< empty unless the stream takes it
  int index = 0;                         ///< counted from the start or from the last seek
  double time = 0;                       ///< s since the first picture
  std::optional<std::int64_t> identity;  ///< the packet's stamp, the same however one came to this picture
  std::int64_t packet = 0;               ///< the packet's number, counted likewise
  bool lost = false;
  bool gapBefore = false;
};

/// A random-access packet.
struct KeyPacket {
  std::int64_t number = 0;
  std::optional<std::int64_t> identity;
  std::int64_t seekStamp = 0;  ///< what to ask the demuxer for
};

/// Demuxer and decoders together: all pictures of a capture in presentation order, damaged ones marked,
/// packets without a picture counted, limits kept. Never more than `RangeDecoder::patience` packets without a
/// picture: then the capture counts as ended.
class PictureStream {
 public:
  /// With `decoding.pool`, which must outlive the stream, pictures come as luma.
  [[nodiscard]] static Result<std::unique_ptr<PictureStream>> open(std::shared_ptr<const CaptureFile> file,
                                                                   const Limits& limits,
                                                                   const Decoding& decoding = {});

  /// The next picture, or nothing at the end. Errors: a limit is reached, the picture's size changes, the
  /// file cannot be read. After an error the same error again.
  [[nodiscard]] Result<std::optional<Picture>> next();
  /// Starts over at the last random-access packet at or before a `KeyPacket::seekStamp`.
  [[nodiscard]] Status seek(std::int64_t stamp);

  [[nodiscard]] const Demuxer& demuxer() const noexcept { return source_.demuxer(); }
  [[nodiscard]] AVCodecID codec() const noexcept { return track_.codec(); }
  /// Packets that gave no picture, so far.
  [[nodiscard]] int brokenPackets() const noexcept { return broken_; }
  /// Is told of every random-access packet as it is decoded.
  void onKeyPacket(std::function<void(const KeyPacket&)> listener) { onKeyPacket_ = std::move(listener); }

 private:
  PictureStream(std::unique_ptr<Demuxer> demuxer, Track track, const Limits& limits,
                const Decoding& decoding);
  [[nodiscard]] Status startDecoding();
  void enter(const PacketEntered& packet);
  [[nodiscard]] Result<std::optional<Picture>> accept(DecodedPicture picture);
  [[nodiscard]] Error sizeChanged(Size now) const;

  Limits limits_;
  Decoding decoding_;
  Track track_;
  PacketSource source_;
  Timeline nominal_;
  Timeline timeline_;
  std::unique_ptr<DecodingRanges> ranges_;  // after what it refers to
  PacketLedger ledger_;
  FrameHandle frame_;
  std::function<void(const KeyPacket&)> onKeyPacket_;
  std::optional<Size> size_;
  std::optional<Error> failure_;
  bool gapPending_ = false;
  bool ended_ = false;
  int index_ = 0;
  int broken_ = 0;
};

}  // namespace gradevault::media
