#pragma once

#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// Whether a 16 × 16 block of the picture was never written. FFmpeg's HEVC decoder says nothing when a damaged slice ends
/// too early; but our pictures start as zeros (decoder.hpp), and a block with Y, Cb and Cr all 0 is no colour that a
/// camera records: in limited and in full range it lies far outside R'G'B'. Looks at a sample a block, and closer only
/// where that is 0. False for pictures without separate chroma planes.
[[nodiscard]] bool hasUndecodedArea(const AVFrame& picture) noexcept;

}  // namespace gradevault::media
