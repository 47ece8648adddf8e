#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// Whether a VP8 or VP9 packet holds only a reference picture that is never shown: such a packet gives no
/// picture and yet is not broken. False for other codecs and for packets that cannot be read.
[[nodiscard]] bool holdsHiddenPicture(AVCodecID codec, std::span<const std::uint8_t> packet) noexcept;

}  // namespace gradevault::media
