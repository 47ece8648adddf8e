#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "decode_event.hpp"
#include "decoder.hpp"
#include "luma_pool.hpp"
#include "packet_source.hpp"

namespace gradevault::media {

/// Decodes the packets of one range with a decoder of its own. What comes out depends on these packets alone.
class RangeDecoder {
 public:
  /// Packets in a row without a picture after which the capture counts as ended.
  static constexpr int patience = 1000;

  /// With a `pool` the pictures come as luma, without one with all their pixels. `track` and `pool` must
  /// outlive this. Errors: see Decoder.
  [[nodiscard]] static Result<std::unique_ptr<RangeDecoder>> open(const Track& track, const Limits& limits,
                                                                  LumaPool* pool);

  /// Decodes one packet; adds to `events` what comes of it.
  void decode(PacketEntry entry, std::deque<DecodeEvent>& events);
  /// After the last packet of the range: adds the pictures that were held for reordering. `following`: the
  /// first packets of the next range. After damage they are decoded too, to push the held pictures out,
  /// because FFmpeg marks pictures that lack their random-access picture only on that way.
  void finish(std::deque<DecodeEvent>& events, std::vector<PacketEntry> following = {});
  /// Patience or memory is at its end; `DecodingEnded` was the last event.
  [[nodiscard]] bool ended() const noexcept { return ended_; }

 private:
  RangeDecoder(const Track& track, LumaPool* pool) : track_(track), pool_(pool) {}
  void receive(std::deque<DecodeEvent>& events);
  void fail(std::deque<DecodeEvent>& events);
  void end(std::optional<Error> error, std::deque<DecodeEvent>& events);
  [[nodiscard]] DecodedPicture describe(FrameHandle frame) const;

  const Track& track_;
  LumaPool* pool_;
  std::unique_ptr<Decoder> decoder_;
  bool ended_ = false;
  bool damaged_ = false;  ///< in any of the packets
  int barren_ = 0;        ///< packets since the last picture
};

}  // namespace gradevault::media
