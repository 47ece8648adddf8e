#pragma once

#include <filesystem>

#include "ffmpeg_handles.hpp"
#include "gradevault/result.hpp"

namespace gradevault::media {

/// What a decoder needs to know of the video track: a copy of what the container said at its opening, so that
/// decoders can be made while a demuxer is at work.
struct Track {
  ParametersHandle parameters;
  AVRational timeBase{0, 1};
  std::filesystem::path path;

  [[nodiscard]] AVCodecID codec() const noexcept { return parameters->codec_id; }
  /// Error (internal): out of memory.
  [[nodiscard]] static Result<Track> of(const AVStream& stream, const std::filesystem::path& path);
};

}  // namespace gradevault::media
