#pragma once

#include <memory>
#include <span>
#include <vector>

#include "frame_index.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {

/// The frames of these numbers, which go up, in colour. Frames behind different random-access pictures are decoded at the
/// same time, by at most `threads` threads with a ColorReader each. Errors: those of the first frame that failed.
[[nodiscard]] Result<std::vector<ColorFrame>> readColorFrames(const std::shared_ptr<const CaptureFile>& file,
                                                              const Limits& limits, const FrameIndex& index,
                                                              std::span<const int> numbers, int threads);

}  // namespace gradevault::media
