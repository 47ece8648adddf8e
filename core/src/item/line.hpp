#pragma once

#include <optional>

#include "gradevault/geometry.hpp"

namespace gradevault::item {

/// A straight line: all points with nx·x + ny·y = c, where (nx, ny) has length 1.
struct Line {
  double nx = 1;
  double ny = 0;
  double c = 0;

  /// Signed distance in px; positive on the side that the normal points to.
  [[nodiscard]] double distance(const Point& p) const noexcept { return nx * p.x + ny * p.y - c; }
};

/// The line through two points; its normal points to the right of a → b as seen on the screen (y down), which
/// is the inside of a quad whose corners run clockwise. Absent when the points are closer than 1e-9 px.
[[nodiscard]] std::optional<Line> lineThrough(const Point& a, const Point& b) noexcept;

/// Absent when the lines meet at less than half a degree.
[[nodiscard]] std::optional<Point> intersection(const Line& a, const Line& b) noexcept;

/// Angle between two lines, 0 … 90 degrees.
[[nodiscard]] double angleBetween(const Line& a, const Line& b) noexcept;

}  // namespace gradevault::item
