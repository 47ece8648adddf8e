#include "nal_units.hpp"

#include <algorithm>
#include <array>

namespace gradevault::media {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool visitLengthPrefixed(Bytes packet, std::size_t lengthBytes, const std::function<void(Bytes)>& visit) {
  while (packet.size() > lengthBytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i) length = length << 8U | packet[i];
    packet = packet.subspan(lengthBytes);
    if (length == 0 || length > packet.size()) return false;
    visit(packet.first(length));
    packet = packet.subspan(length);
  }
  return packet.empty();
}

bool visitAfterStartCodes(Bytes packet, const std::function<void(Bytes)>& visit) {
  constexpr std::array<std::uint8_t, 3> startCode{0, 0, 1};
  const auto find = [&](auto from) {
    return std::search(from, packet.end(), startCode.begin(), startCode.end());
  };
  auto code = find(packet.begin());
  if (code == packet.end() || std::any_of(packet.begin(), code, [](std::uint8_t b) { return b != 0; }))
    return false;
  while (code != packet.end()) {
    const auto begin = code + startCode.size();
    code = find(begin);
    auto end = code;
    while (end != begin && *(end - 1) == 0) --end;  // trailing zeros belong to no unit
    if (end != begin) visit(Bytes(begin, end));
  }
  return true;
}

}  // namespace

int h264LengthBytes(Bytes extradata) noexcept {
  const bool configurationRecord = extradata.size() >= 7 && extradata[0] == 1;
  return configurationRecord ? static_cast<int>(extradata[4] & 3U) + 1 : 0;
}

bool visitNalUnits(Bytes packet, int lengthBytes, const std::function<void(Bytes)>& visit) {
  if (lengthBytes > 0) return visitLengthPrefixed(packet, static_cast<std::size_t>(lengthBytes), visit);
  return visitAfterStartCodes(packet, visit);
}

}  // namespace gradevault::media
