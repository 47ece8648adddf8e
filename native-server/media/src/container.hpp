#pragma once

#include <string>

#include "capture_file.hpp"
#include "ffmpeg_handles.hpp"
#include "gradevault/result.hpp"

namespace gradevault::media {

/// The file's container, told from its first bytes; its name's extension plays no part.
struct Container {
  std::string name;                       ///< mp4, mov, mkv, webm, avi
  const AVInputFormat* format = nullptr;  ///< never null
};

/// Looks at the start of `io` (and rewinds it). Errors: not one of our containers, with what it is instead;
/// an ISO media file that holds a still picture (HEIC, AVIF).
[[nodiscard]] Result<Container> recogniseContainer(const CaptureFile& file, AVIOContext& io);

/// Why a file that looked like `container` would not open: cut off before its index, or damaged.
[[nodiscard]] std::string openFailure(const CaptureFile& file, const Container& container, int ffmpegError);

}  // namespace gradevault::media
