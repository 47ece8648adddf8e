#pragma once

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// By how much a coded frame must be turned clockwise to stand upright.
enum class Rotation { none = 0, cw90 = 90, cw180 = 180, cw270 = 270 };

/// The upright frame's size.
[[nodiscard]] Size rotated(Size coded, Rotation rotation) noexcept;

/// Where a point of the coded frame lies in the upright one; pixel centres are whole numbers in both.
[[nodiscard]] Point rotated(Point coded, Size codedSize, Rotation rotation) noexcept;

/// The area of the upright frame that `area` of the coded frame becomes.
[[nodiscard]] Rect rotated(Rect area, Size codedSize, Rotation rotation) noexcept;

/// The upright picture, copied; any number of channels.
[[nodiscard]] Image<std::uint8_t> rotated(ImageView<const std::uint8_t> coded, Rotation rotation);

}  // namespace gradevault
