#include "gradevault/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gradevault/item.hpp"

namespace gradevault {
namespace {

double cross(const Point& origin, const Point& a, const Point& b) {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

double polygonArea(const std::vector<Point>& polygon) {
  double twice = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& p = polygon[i];
    const Point& q = polygon[(i + 1) % polygon.size()];
    twice += p.x * q.y - q.x * p.y;
  }
  return twice / 2;
}

/// Sutherland and Hodgman (1974): what of `polygon` lies to the right of a → b.
std::vector<Point> clipped(const std::vector<Point>& polygon, const Point& a, const Point& b) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& p = polygon[i];
    const Point& q = polygon[(i + 1) % polygon.size()];
    const double atP = cross(a, b, p);
    const double atQ = cross(a, b, q);
    if (atP >= 0) kept.push_back(p);
    if ((atP >= 0) != (atQ >= 0)) {
      const double share = atP / (atP - atQ);
      kept.push_back({p.x + share * (q.x - p.x), p.y + share * (q.y - p.y)});
    }
  }
  return kept;
}

Quad clockwise(const Quad& quad) {
  if (area(quad) >= 0) return quad;
  return {quad[0], quad[3], quad[2], quad[1]};
}

}  // namespace

double area(const Quad& quad) noexcept {
  return ((quad[2].x - quad[0].x) * (quad[3].y - quad[1].y) -
          (quad[2].y - quad[0].y) * (quad[3].x - quad[1].x)) /
         2;
}

double intersectionOverUnion(const Quad& a, const Quad& b) {
  const Quad first = clockwise(a);
  const Quad second = clockwise(b);
  std::vector<Point> common(first.begin(), first.end());
  for (std::size_t i = 0; i < 4 && !common.empty(); ++i) {
    common = clipped(common, second[i], second[(i + 1) % 4]);
  }
  const double shared = std::max(0.0, polygonArea(common));
  const double either = area(first) + area(second) - shared;
  return either > 0 ? std::min(1.0, shared / either) : 0;
}

Quad ordered(const Quad& corners) noexcept {
  Point centre;
  for (const Point& p : corners) {
    centre.x += p.x / 4;
    centre.y += p.y / 4;
  }
  Quad sorted = corners;
  // With y down, growing angles run clockwise on the screen.
  std::sort(sorted.begin(), sorted.end(), [&centre](const Point& p, const Point& q) {
    const double angleP = std::atan2(p.y - centre.y, p.x - centre.x);
    const double angleQ = std::atan2(q.y - centre.y, q.x - centre.x);
    if (angleP != angleQ) return angleP < angleQ;
    return p.x != q.x ? p.x < q.x : p.y < q.y;
  });

  // Clockwise, only the upper side runs to the right.
  std::size_t first = 0;
  double best = -2;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point& p = sorted[i];
    const Point& q = sorted[(i + 1) % 4];
    const double length = std::hypot(q.x - p.x, q.y - p.y);
    const double rightward = length > 0 ? (q.x - p.x) / length : -2;
    // At exactly 45° two sides are equal: the one that begins further left is the top.
    const bool tied = std::abs(rightward - best) < 1e-9;
    if (tied ? p.x < sorted[first].x : rightward > best) {
      best = rightward;
      first = i;
    }
  }
  std::rotate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(first), sorted.end());
  return sorted;
}

}  // namespace gradevault
