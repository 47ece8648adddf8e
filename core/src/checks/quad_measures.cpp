#include "checks/quad_measures.hpp"

#include <algorithm>
#include <cmath>

#include "checks/places.hpp"

namespace gradevault {
namespace {

double distance(const Point& a, const Point& b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

}  // namespace

Sides& Sides::operator+=(const Sides& other) noexcept {
  top += other.top;
  right += other.right;
  bottom += other.bottom;
  left += other.left;
  return *this;
}

Sides sidesOf(const Quad& quad) noexcept {
  return {distance(quad[0], quad[1]), distance(quad[1], quad[2]), distance(quad[2], quad[3]),
          distance(quad[3], quad[0])};
}

double shortSide(const Sides& sides) noexcept {
  return std::min((sides.top + sides.bottom) / 2.0, (sides.left + sides.right) / 2.0);
}

std::size_t fartherSide(const Sides& sides) noexcept {
  const double down = std::log(sides.top / sides.bottom);
  const double across = std::log(sides.left / sides.right);
  if (std::abs(down) >= std::abs(across)) return partAt(0.5, down < 0 ? 0.0 : 1.0);
  return partAt(across < 0 ? 0.0 : 1.0, 0.5);
}

double marginOf(const Point& corner, Size frame) noexcept {
  const double nearest =
      std::min({corner.x + 0.5, frame.width - 0.5 - corner.x, corner.y + 0.5, frame.height - 0.5 - corner.y});
  return nearest / std::max({frame.width, frame.height, 1});
}

}  // namespace gradevault
