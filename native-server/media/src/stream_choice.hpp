#pragma once

#include <filesystem>

#include "ffmpeg_handles.hpp"
#include "gradevault/result.hpp"

namespace gradevault::media {

/// The index of the video track to read: of those in a codec that we read and this FFmpeg decodes (cover
/// pictures do not count) the one that is not known to be empty, then the one that is marked as default, then
/// the largest, then the first. Errors: no video track, or only in other codecs (says which); no decoder in
/// this FFmpeg (ErrorCode::unsupported).
[[nodiscard]] Result<int> chooseVideoStream(const AVFormatContext& container,
                                            const std::filesystem::path& path);

}  // namespace gradevault::media
