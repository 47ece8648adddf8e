#pragma once

#include <filesystem>
#include <vector>

#include "ffmpeg_handles.hpp"
#include "gradevault/media/video_reader.hpp"
#include "gradevault/precheck.hpp"

namespace gradevault::precheck {

/// A capture as a browser's decoder gives it: every picture with its planes. Decoded with FFmpeg's plain
/// calls, not with our reader.
struct DecodedCapture {
  media::VideoFacts facts;
  std::vector<media::FrameHandle> pictures;
  std::vector<double> times;  ///< s

  /// `matrix` and range as the reader says.
  [[nodiscard]] PrecheckFrame frame(std::size_t index) const;
};

/// Throws std::runtime_error; these are captures that the test itself has filmed.
[[nodiscard]] DecodedCapture decodeCapture(const std::filesystem::path& path);

}  // namespace gradevault::precheck
