#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "range_decoder.hpp"

namespace gradevault::media {

/// Decodes the beginning of a range with a new decoder, to see whether the range's first picture comes out
/// whole from one that knows nothing of what lies before. Where it does not, FFmpeg would have filled it from
/// earlier pictures, and the cut is none. The verdict depends on the range's packets alone.
class HeadTrial {
 public:
  /// Packets after which a decoder that has not given the first picture never will.
  static constexpr std::size_t longest = 64;

  explicit HeadTrial(std::unique_ptr<RangeDecoder> decoder) : decoder_(std::move(decoder)) {}

  /// Decodes the next packet. Until there is a verdict.
  void feed(PacketEntry entry);
  /// The range holds no more packets; `captureEnds`: neither does the capture, so that the held pictures come
  /// out.
  void end(bool captureEnds);
  /// Absent: wants more packets.
  [[nodiscard]] std::optional<bool> whole() const noexcept { return whole_; }

  /// What came of the packets, and the decoder, to go on with.
  [[nodiscard]] std::deque<DecodeEvent>& events() noexcept { return events_; }
  [[nodiscard]] std::unique_ptr<RangeDecoder> takeDecoder() noexcept { return std::move(decoder_); }
  /// The packets, untouched, to be decoded by another.
  [[nodiscard]] std::vector<PacketEntry>& packets() noexcept { return packets_; }

 private:
  void judge();

  std::unique_ptr<RangeDecoder> decoder_;
  std::vector<PacketEntry> packets_;
  std::deque<DecodeEvent> events_;
  std::size_t judged_ = 0;
  std::optional<bool> whole_;
};

}  // namespace gradevault::media
