#pragma once

#include <filesystem>
#include <string>

#include "gradevault/result.hpp"

namespace gradevault::media {

/// `path: what` as an unreadable_input error; control characters of the path become '?', so that it stays one
/// line.
[[nodiscard]] Error unreadable(const std::filesystem::path& path, const std::string& what);
[[nodiscard]] Error captureError(ErrorCode code, const std::filesystem::path& path, const std::string& what);

/// FFmpeg's words for one of its error codes.
[[nodiscard]] std::string ffmpegReason(int code);

/// What GradeVault reads and how to get there; the end of every "wrong kind of file" message.
[[nodiscard]] std::string whatIsRead();

}  // namespace gradevault::media
