#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "ffmpeg_handles.hpp"
#include "parameter_sets.hpp"

namespace gradevault::media {

/// Finds the packets at which a decoder that knows nothing but the track's set-up data goes on like one that
/// has read the capture from its start, and chooses the ones to cut at. Reads the coded pictures themselves,
/// for containers' key flags lie: H.264 and HEVC are cut at IDR pictures only (no recovery points, no CRA,
/// whose leading pictures would be lost), and only where the packet brings all parameter sets that earlier
/// packets brought; VP8, VP9 and AV1 at shown key frames; MJPEG anywhere where the picture brings its tables.
/// In doubt there is no cut.
class RangeCuts {
 public:
  /// Packets in a range, but the last, at the least: more than a decoder holds back for reordering as a rule,
  /// and enough for the making of a decoder not to be felt.
  static constexpr int shortestRange = 24;

  /// `track` must outlive this.
  explicit RangeCuts(const AVCodecParameters& track, int shortest = shortestRange);

  /// Is shown every packet in order, and says whether a range begins with it.
  [[nodiscard]] bool beginsRange(const AVPacket& packet);
  /// A packet that the container promises but does not hold.
  void skipPacket() noexcept { ++length_; }

 private:
  [[nodiscard]] bool resets(std::span<const std::uint8_t> packet);
  [[nodiscard]] bool isIdr(std::span<const std::uint8_t> packet);
  void seeH264(std::span<const std::uint8_t> unit);
  void seeHevc(std::span<const std::uint8_t> unit);

  const AVCodecParameters* track_;
  int shortest_;
  int lengthBytes_ = 0;
  ParameterSets sets_;
  int length_ = 0;        ///< of the range so far, in packets
  bool never_ = false;    ///< something was seen that a decoder remembers for ever
  bool huffman_ = false;  ///< MJPEG: a picture has brought Huffman tables
  int idrPictures_ = 0;   ///< begun in the packet at hand
  bool onlyIdr_ = false;  ///< of the packet at hand
};

}  // namespace gradevault::media
