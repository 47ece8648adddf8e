#include "reset_picture.hpp"

#include <cstddef>
#include <optional>

namespace gradevault::media {
namespace {

using Bytes = std::span<const std::uint8_t>;

// RFC 6386, 9.1: bit 0 of the first byte is 0 for a key frame, bit 4 is show_frame; then the start code.
bool resettingVp8(Bytes packet) noexcept {
  return packet.size() >= 10 && (packet[0] & 0x11U) == 0x10U && packet[3] == 0x9d && packet[4] == 0x01 &&
         packet[5] == 0x2a;
}

// VP9 bitstream specification, 6.2 and Annex B; superframes hold several pictures.
bool resettingVp9(Bytes packet) noexcept {
  if (packet.size() < 10 || (packet[0] >> 6U) != 2U || (packet.back() & 0xe0U) == 0xc0U) return false;
  const bool profile3 = (packet[0] & 0x30U) == 0x30U;
  const unsigned flags =
      (profile3 ? packet[0] : packet[0] >> 1U) & 7U;  // show_existing, frame_type, show_frame
  return flags == 1U;
}

// AV1 bitstream specification, 5.3 (OBU), 4.10.5 (leb128).
struct Obu {
  unsigned type = 0;
  Bytes payload;
  std::size_t bytes = 0;  ///< with header
};

std::optional<Obu> firstObu(Bytes data) noexcept {
  if (data.empty()) return std::nullopt;
  const bool extension = (data[0] & 4U) != 0;
  const bool sized = (data[0] & 2U) != 0;
  if ((data[0] & 0x80U) != 0 || extension) return std::nullopt;
  std::size_t at = 1;
  std::size_t size = data.size() - 1;
  if (sized) {
    size = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at >= data.size() || shift > 28) return std::nullopt;
      const std::uint8_t byte = data[at++];
      size |= static_cast<std::size_t>(byte & 0x7fU) << shift;
      if ((byte & 0x80U) == 0) break;
    }
  }
  if (size > data.size() - at) return std::nullopt;
  return Obu{(data[0] >> 3U) & 15U, data.subspan(at, size), at + size};
}

bool resettingAv1(Bytes packet) noexcept {
  constexpr unsigned sequenceHeader = 1;
  constexpr unsigned temporalDelimiter = 2;
  constexpr unsigned frameHeader = 3;
  constexpr unsigned tileGroup = 4;
  constexpr unsigned metadata = 5;
  constexpr unsigned frame = 6;
  constexpr unsigned padding = 15;
  bool sequence = false;
  int pictures = 0;
  while (!packet.empty()) {
    const std::optional<Obu> obu = firstObu(packet);
    if (!obu) return false;
    switch (obu->type) {
      case sequenceHeader:  // seq_profile (3 bits), still_picture, reduced_still_picture_header
        if (obu->payload.empty() || (obu->payload[0] & 0x08U) != 0) return false;
        sequence = true;
        break;
      case frameHeader:
      case frame:  // show_existing_frame, frame_type (2 bits, 0 is a key frame), show_frame
        if (!sequence || obu->payload.empty() || (obu->payload[0] & 0xf0U) != 0x10U) return false;
        ++pictures;
        break;
      case temporalDelimiter:
      case tileGroup:
      case metadata:
      case padding:
        break;
      default:
        return false;
    }
    packet = packet.subspan(obu->bytes);
  }
  return pictures == 1;
}

}  // namespace

bool isResettingKeyFrame(AVCodecID codec, Bytes packet) noexcept {
  switch (codec) {
    case AV_CODEC_ID_VP8:
      return resettingVp8(packet);
    case AV_CODEC_ID_VP9:
      return resettingVp9(packet);
    case AV_CODEC_ID_AV1:
      return resettingAv1(packet);
    default:
      return false;
  }
}

// ITU-T T.81, B.1.1.3 and B.1.1.4: markers, and segments with a length of two bytes.
JpegTables jpegTables(Bytes packet) noexcept {
  constexpr unsigned startOfScan = 0xda;
  JpegTables tables;
  bool frame = false;
  if (packet.size() < 4 || packet[0] != 0xff || packet[1] != 0xd8) return {};
  for (std::size_t at = 2; at + 4 <= packet.size();) {
    if (packet[at] != 0xff) return {};
    const unsigned marker = packet[at + 1];
    if (marker == 0xff) {  // fill byte
      ++at;
      continue;
    }
    if (marker == startOfScan) return frame ? tables : JpegTables{};
    tables.quantization = tables.quantization || marker == 0xdb;
    tables.huffman = tables.huffman || marker == 0xc4;
    frame = frame || marker == 0xc0 || marker == 0xc1;
    at += 2 + (std::size_t{packet[at + 2]} << 8U | packet[at + 3]);
  }
  return {};
}

}  // namespace gradevault::media
