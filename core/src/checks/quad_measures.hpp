#pragma once

#include <cstddef>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Lengths of a quad's sides, px.
struct Sides {
  double top = 0;
  double right = 0;
  double bottom = 0;
  double left = 0;
  Sides& operator+=(const Sides& other) noexcept;
};
[[nodiscard]] Sides sidesOf(const Quad& quad) noexcept;

/// The shorter of mean width and mean height, px.
[[nodiscard]] double shortSide(const Sides& sides) noexcept;

/// The side that is farther from the camera, which looks shorter than the one across from it: top, left,
/// right or bottom as a part of the item (`partName`). Precondition: lengths over 0.
[[nodiscard]] std::size_t fartherSide(const Sides& sides) noexcept;

/// A corner's distance to the nearest border of the frame, negative outside, as a share of its long side.
[[nodiscard]] double marginOf(const Point& corner, Size frame) noexcept;

}  // namespace gradevault
