#include "line.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gradevault::item {

std::optional<Line> lineThrough(const Point& a, const Point& b) noexcept {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = std::hypot(dx, dy);
  if (length < 1e-9) return std::nullopt;
  Line line{-dy / length, dx / length, 0};
  line.c = line.nx * (a.x + b.x) / 2 + line.ny * (a.y + b.y) / 2;
  return line;
}

std::optional<Point> intersection(const Line& a, const Line& b) noexcept {
  const double determinant = a.nx * b.ny - a.ny * b.nx;
  if (std::abs(determinant) < 0.0087) return std::nullopt;
  return Point{(a.c * b.ny - b.c * a.ny) / determinant, (a.nx * b.c - b.nx * a.c) / determinant};
}

double angleBetween(const Line& a, const Line& b) noexcept {
  const double cosine = std::abs(a.nx * b.nx + a.ny * b.ny);
  return std::acos(std::min(1.0, cosine)) * 180 / std::numbers::pi;
}

}  // namespace gradevault::item
