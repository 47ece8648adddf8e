#pragma once

#include <span>
#include <string_view>

#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// One of the codecs that a capture may hold, and the software decoders for it in order of preference.
struct ReadableCodec {
  AVCodecID id;
  std::string_view name;
  std::string_view decoders[2];  ///< FFmpeg's names; the second may be empty
};

[[nodiscard]] std::span<const ReadableCodec> readableCodecs() noexcept;
/// Null for a codec that we do not read.
[[nodiscard]] const ReadableCodec* readableCodec(AVCodecID id) noexcept;
/// The first of its decoders that this FFmpeg has, or null.
[[nodiscard]] const AVCodec* decoderFor(const ReadableCodec& codec) noexcept;

}  // namespace gradevault::media
