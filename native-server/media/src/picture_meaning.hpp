#pragma once

#include "ffmpeg_handles.hpp"
#include "gradevault/color.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// What a decoded picture's numbers mean, with the defaults of `VideoFacts` where the file says nothing.
struct PictureMeaning {
  LumaRange range = LumaRange::limited;
  YuvMatrix matrix = YuvMatrix::bt709;
  Transfer transfer = Transfer::sdr;
};

[[nodiscard]] PictureMeaning meaningOf(const AVFrame& picture, AVCodecID codec) noexcept;

/// The facts of a capture, from its container and its first picture. Precondition: the pixel format is
/// readable.
[[nodiscard]] VideoFacts factsOf(const AVFormatContext& format, const AVStream& stream, const AVFrame& first);

}  // namespace gradevault::media
