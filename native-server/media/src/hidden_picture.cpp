#include "hidden_picture.hpp"

namespace gradevault::media {
namespace {

// RFC 6386, 9.1: bit 4 of the first byte is show_frame.
bool hiddenVp8(std::span<const std::uint8_t> packet) noexcept {
  return (packet[0] & 0x10U) == 0;
}

// VP9 bitstream specification, 6.2: frame_marker (2 bits), profile (2, low bit first), a reserved bit in
// profile 3, show_existing_frame, frame_type, show_frame. Annex B: a superframe's last byte is 110xxxxx; it
// always shows a picture.
bool hiddenVp9(std::span<const std::uint8_t> packet) noexcept {
  const unsigned first = packet[0];
  if ((first >> 6U) != 2U || (packet.back() & 0xe0U) == 0xc0U) return false;
  const bool profile3 = (first & 0x30U) == 0x30U;
  const unsigned flags =
      (profile3 ? first : first >> 1U) & 7U;  // show_existing_frame, frame_type, show_frame
  return (flags & 4U) == 0 && (flags & 1U) == 0;
}

}  // namespace

bool holdsHiddenPicture(AVCodecID codec, std::span<const std::uint8_t> packet) noexcept {
  if (packet.empty()) return false;
  if (codec == AV_CODEC_ID_VP8) return hiddenVp8(packet);
  return codec == AV_CODEC_ID_VP9 && hiddenVp9(packet);
}

}  // namespace gradevault::media
