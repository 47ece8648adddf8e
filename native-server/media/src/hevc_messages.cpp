#include "hevc_messages.hpp"

namespace gradevault::media {
namespace {

// ITU-T H.265: table 7-1 (unit types), D.2.1 (payload types).
constexpr unsigned fillerUnit = 38;
constexpr unsigned prefixMessage = 39;
constexpr unsigned suffixMessage = 40;
constexpr unsigned transferCurvePayload = 147;

void silence(std::span<std::uint8_t> unit) noexcept {
  if (unit.size() < 3) return;
  const unsigned type = (unit[0] >> 1U) & 0x3fU;
  if (type != prefixMessage && type != suffixMessage) return;
  if (unit[2] == transferCurvePayload) return;
  unit[0] = static_cast<std::uint8_t>((unit[0] & 0x81U) | (fillerUnit << 1U));
}

void silenceLengthPrefixed(std::span<std::uint8_t> packet, std::size_t lengthBytes) noexcept {
  while (packet.size() > lengthBytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i) length = length << 8U | packet[i];
    packet = packet.subspan(lengthBytes);
    if (length > packet.size()) return;
    silence(packet.first(length));
    packet = packet.subspan(length);
  }
}

void silenceAfterStartCodes(std::span<std::uint8_t> packet) noexcept {
  for (std::size_t i = 0; i + 3 < packet.size(); ++i) {
    if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) silence(packet.subspan(i + 3));
  }
}

}  // namespace

int hevcLengthBytes(std::span<const std::uint8_t> extradata) noexcept {
  const bool configurationRecord =
      extradata.size() >= 23 && (extradata[0] != 0 || extradata[1] != 0 || extradata[2] > 1);
  return configurationRecord ? static_cast<int>(extradata[21] & 3U) + 1 : 0;
}

void silenceHevcMessages(std::span<std::uint8_t> packet, int lengthBytes) noexcept {
  if (lengthBytes > 0) {
    silenceLengthPrefixed(packet, static_cast<std::size_t>(lengthBytes));
  } else {
    silenceAfterStartCodes(packet);
  }
}

}  // namespace gradevault::media
