#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "gradevault/item.hpp"

namespace gradevault {
namespace {

using Vector = std::array<double, 3>;

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

}  // namespace

// Two opposite sides meet at the vanishing point of their common direction; with the camera at the origin and
// rays (x − cx, y − cy, f) that point's ray *is* the direction in space (Hartley and Zisserman, Multiple View
// Geometry, 8.6). Two such directions span the item's plane. Neither the item's aspect ratio nor its size is
// needed.
double tiltDegrees(const Quad& quad, Size frame) {
  const double focal = std::max({frame.width, frame.height, 1});
  std::array<Vector, 4> rays;
  for (std::size_t i = 0; i < 4; ++i) {
    rays[i] = {(quad[i].x - (frame.width - 1) / 2.0) / focal, (quad[i].y - (frame.height - 1) / 2.0) / focal,
               1};
  }
  std::array<Vector, 4> planes;  // through the camera and a side; the normal of each
  for (std::size_t i = 0; i < 4; ++i) planes[i] = cross(rays[i], rays[(i + 1) % 4]);
  const Vector along = cross(planes[0], planes[2]);
  const Vector down = cross(planes[1], planes[3]);
  const Vector normal = cross(along, down);
  const double length = std::sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
  if (!(length > 0)) return 90;
  return std::acos(std::min(1.0, std::abs(normal[2]) / length)) * 180 / std::numbers::pi;
}

}  // namespace gradevault
