#include "quad_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gradevault/item.hpp"

namespace gradevault::item {
namespace {

const Point& corner(const Quad& quad, int i) {
  return quad[static_cast<std::size_t>(i & 3)];
}

}  // namespace

double sideLength(const Quad& quad, int side) noexcept {
  const Point& a = corner(quad, side);
  const Point& b = corner(quad, side + 1);
  return std::hypot(b.x - a.x, b.y - a.y);
}

bool plausibleShape(const Quad& quad) noexcept {
  constexpr double cosine48 = 0.6691306063588582;
  double shortest = std::numeric_limits<double>::infinity();
  double longest = 0;
  for (int i = 0; i < 4; ++i) {
    const double length = sideLength(quad, i);
    const double before = sideLength(quad, i + 3);
    if (!(length > 1) || !(before > 1)) return false;
    const Point& p = corner(quad, i);
    const Point& next = corner(quad, i + 1);
    const Point& last = corner(quad, i + 3);
    const double cross = (p.x - last.x) * (next.y - p.y) - (p.y - last.y) * (next.x - p.x);
    const double cosine =
        ((next.x - p.x) * (last.x - p.x) + (next.y - p.y) * (last.y - p.y)) / (length * before);
    if (cross <= 0 || std::abs(cosine) > cosine48) return false;
    if (length > 2 * sideLength(quad, i + 2)) return false;
    shortest = std::min(shortest, length);
    longest = std::max(longest, length);
  }
  return longest <= 5 * shortest;
}

double visibleShare(const Quad& quad, Size frame) {
  const double right = frame.width - 0.5;
  const double bottom = frame.height - 0.5;
  const Quad border{{{-0.5, -0.5}, {right, -0.5}, {right, bottom}, {-0.5, bottom}}};
  const double iou = intersectionOverUnion(quad, border);
  const double frameArea = area(border);
  // |A ∩ B| from |A|, |B| and |A ∩ B| / |A ∪ B|.
  return iou / (1 + iou) * (std::abs(area(quad)) + frameArea) / frameArea;
}

double cornerDistance(const Quad& a, const Quad& b) noexcept {
  double best = std::numeric_limits<double>::infinity();
  for (int turn = 0; turn < 4; ++turn) {
    double sum = 0;
    for (int i = 0; i < 4; ++i) {
      sum += std::hypot(corner(a, i).x - corner(b, i + turn).x, corner(a, i).y - corner(b, i + turn).y);
    }
    best = std::min(best, sum / 4);
  }
  return best;
}

}  // namespace gradevault::item
