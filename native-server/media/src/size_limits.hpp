#pragma once

#include <filesystem>

#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// An error that names limit and value when a picture of this size is not allowed. 0 × 0 (not known yet)
/// passes.
[[nodiscard]] Status checkSize(Size size, const Limits& limits, const std::filesystem::path& path);

/// The error for a capture that lasts `seconds` and so longer than allowed.
[[nodiscard]] Error tooLong(double seconds, const Limits& limits, const std::filesystem::path& path);

}  // namespace gradevault::media
