#pragma once

#include <array>
#include <cstdint>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::testing {

using Colour = std::array<double, 3>;

/// A table with a printed rectangle on it, seen in perspective; every pixel is the mean of 5 × 5 samples, so
/// that the quad's sides are true to a small fraction of a pixel.
struct PaintedTable {
  Size size{640, 480};
  Quad quad{};  ///< the item's corners, clockwise from its top left
  Colour table{190, 180, 165};
  Colour border{245, 244, 240};  ///< the item's outer 6 %
  Colour print{40, 60, 140};     ///< the box inside the border, with stripes of `stripe`
  Colour stripe{200, 60, 50};
  double noise = 0;  ///< standard deviation, levels
  std::uint32_t seed = 1;

  [[nodiscard]] RgbImage draw() const;
};

/// Upright rectangle, turned clockwise by `degrees` about its centre.
[[nodiscard]] Quad turnedRectangle(Point centre, double width, double height, double degrees);

[[nodiscard]] double largestCornerError(const Quad& a, const Quad& b);

}  // namespace gradevault::testing
