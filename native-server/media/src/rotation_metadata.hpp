#pragma once

#include "ffmpeg_handles.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault::media {

/// The turn that the container asks for (ISO media `tkhd` matrix, Matroska projection roll), to the nearest
/// multiple of 90 degrees. A matrix that mirrors, or is no rotation at all, counts as none: text on an item
/// must stay readable, and a mirror image of the item would be another item. Orientation messages inside the
/// video are not looked at.
[[nodiscard]] Rotation containerRotation(const AVStream& stream);

/// The same for a display matrix as FFmpeg's `libavutil/display.h` lays it out (nine 32-bit numbers, native
/// byte order).
[[nodiscard]] Rotation rotationOf(const std::int32_t (&matrix)[9]);

}  // namespace gradevault::media
