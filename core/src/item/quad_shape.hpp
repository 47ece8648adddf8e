#pragma once

#include "gradevault/geometry.hpp"

namespace gradevault::item {

/// What makes four points a possible picture of a flat rectangular thing: convex, clockwise, every angle
/// within 48° … 132°, opposite sides within a factor of two, sides within a factor of five.
[[nodiscard]] bool plausibleShape(const Quad& quad) noexcept;

/// Share of the frame that the part of the quad inside the frame covers, 0 … 1.
[[nodiscard]] double visibleShare(const Quad& quad, Size frame);

/// Mean distance in px between the corners of two quads, at the best of the four ways to pair them.
[[nodiscard]] double cornerDistance(const Quad& a, const Quad& b) noexcept;

[[nodiscard]] double sideLength(const Quad& quad, int side) noexcept;

}  // namespace gradevault::item
