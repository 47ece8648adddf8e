#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>

namespace gradevault::media {

/// Which H.264 or HEVC parameter sets came inside the packets so far. A decoder that starts at a packet knows
/// only the track's set-up data and what that packet brings; this tells whether that is all that a decoder
/// knows that has read the capture from its start.
class ParameterSets {
 public:
  /// `extradata`: the track's set-up data; must outlive this.
  explicit ParameterSets(std::span<const std::uint8_t> extradata) : extradata_(extradata) {}

  void beginPacket() { inPacket_.clear(); }
  void see(std::span<const std::uint8_t> unit);
  /// Whether the set-up data and the packet begun last hold every set seen so far.
  [[nodiscard]] bool packetIsComplete() const;

 private:
  std::span<const std::uint8_t> extradata_;
  std::set<std::string> seen_;  ///< without those that stand in the set-up data
  std::set<std::string> inPacket_;
  bool tooMany_ = false;
};

}  // namespace gradevault::media
