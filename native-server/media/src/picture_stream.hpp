#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "decoder.hpp"
#include "demuxer.hpp"
#include "packet_ledger.hpp"
#include "timeline.hpp"

namespace gradevault::media {

/// A decoded picture; `frame` is valid until the next call.
struct Picture {
  const AVFrame* frame = nullptr;
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

/// Demuxer and decoder together: all pictures of a capture in presentation order, damaged ones marked,
/// packets without a picture counted, limits kept. Never more than `patience` packets without a picture: then
/// the capture counts as ended.
class PictureStream {
 public:
  static constexpr int patience = 1000;

  [[nodiscard]] static Result<std::unique_ptr<PictureStream>> open(std::shared_ptr<const CaptureFile> file,
                                                                   const Limits& limits);

  /// The next picture, or nothing at the end. Errors: a limit is reached, the picture's size changes, the
  /// file cannot be read. After an error the same error again.
  [[nodiscard]] Result<std::optional<Picture>> next();
  /// Starts over at the last random-access packet at or before a `KeyPacket::seekStamp`.
  [[nodiscard]] Status seek(std::int64_t stamp);

  [[nodiscard]] const Demuxer& demuxer() const noexcept { return *demuxer_; }
  [[nodiscard]] AVCodecID codec() const noexcept { return demuxer_->stream().codecpar->codec_id; }
  /// Packets that gave no picture, so far.
  [[nodiscard]] int brokenPackets() const noexcept { return broken_; }
  /// Is told of every random-access packet as it is read.
  void onKeyPacket(std::function<void(const KeyPacket&)> listener) { onKeyPacket_ = std::move(listener); }

 private:
  PictureStream(std::unique_ptr<Demuxer> demuxer, const Limits& limits);
  [[nodiscard]] Status startDecoder();
  [[nodiscard]] Status feed();
  void sendPacket();
  [[nodiscard]] Result<std::optional<Picture>> receive();
  [[nodiscard]] Result<std::optional<Picture>> accept(const PacketLedger::Picture& entry);
  [[nodiscard]] Error sizeChanged(Size now) const;

  std::unique_ptr<Demuxer> demuxer_;
  Limits limits_;
  std::unique_ptr<Decoder> decoder_;
  PacketHandle packet_;
  FrameHandle frame_;
  PacketLedger ledger_;
  Timeline timeline_;
  std::function<void(const KeyPacket&)> onKeyPacket_;
  std::optional<Size> size_;
  std::optional<Error> failure_;
  bool gapPending_ = false;
  bool finishing_ = false;
  bool ended_ = false;
  int index_ = 0;
  int broken_ = 0;
  int barren_ = 0;
};

}  // namespace gradevault::media
