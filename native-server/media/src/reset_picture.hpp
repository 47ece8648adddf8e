#pragma once

#include <cstdint>
#include <span>

#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// Whether a VP8, VP9 or AV1 packet is one shown key frame, which resets everything that its decoder
/// remembers. AV1: the packet also brings its sequence header. False for other codecs and for packets that
/// cannot be read.
[[nodiscard]] bool isResettingKeyFrame(AVCodecID codec, std::span<const std::uint8_t> packet) noexcept;

/// Which tables a JPEG picture brings before its first scan.
struct JpegTables {
  bool quantization = false;
  bool huffman = false;
};
/// Nothing of it for what is no baseline or extended JPEG picture.
[[nodiscard]] JpegTables jpegTables(std::span<const std::uint8_t> packet) noexcept;

}  // namespace gradevault::media
