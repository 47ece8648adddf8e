#pragma once

#include <array>

namespace gradevault {

/// A point in px. The centre of the top left pixel is (0, 0), as in OpenCV.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

/// Whole pixels: left, top, width, height.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool operator==(const Rect&) const = default;
};

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
};

/// The item's four corners in px, clockwise from the item's top left.
using Quad = std::array<Point, 4>;

/// A homography, row by row: (x, y, 1) → (x', y', w').
using Homography = std::array<double, 9>;

}  // namespace gradevault
