#include "snap.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pixels.hpp"
#include "quad_shape.hpp"
#include "side_fit.hpp"

namespace gradevault::item {
namespace {

/// Where across the side, within `reach`, the evidence is greatest; nearer places win among equals.
EdgePoint strongestAcross(const EdgeLayer& layer, const Line& line, const Point& p, double reach) {
  EdgePoint best{p, 0};
  double bestValue = 0;
  double bestOffset = 0;
  for (double d = -reach; d <= reach; d += 0.5) {
    const double support = layer.across(line, p.x + d * line.nx, p.y + d * line.ny);
    const double value = support * (1 - 0.3 * std::abs(d) / reach);
    if (value > bestValue) {
      bestValue = value;
      bestOffset = d;
      best.weight = support;
    }
  }
  best.place = {p.x + bestOffset * line.nx, p.y + bestOffset * line.ny};
  return best;
}

}  // namespace

Quad cornersOf(const std::array<Line, 4>& sides, const Quad& otherwise) noexcept {
  Quad quad;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::optional<Point> corner = intersection(sides[(i + 3) % 4], sides[i]);
    if (!corner) return otherwise;
    quad[i] = *corner;
  }
  return quad;
}

Quad snapped(const Scene& scene, const Quad& quad, double reach) {
  const Size size = scene.work.size();
  std::array<Line, 4> sides;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point& a = quad[i];
    const Point& b = quad[(i + 1) % 4];
    const std::optional<Line> line = lineThrough(a, b);
    if (!line) return quad;
    sides[i] = *line;
    const int points = std::clamp(static_cast<int>(sideLength(quad, static_cast<int>(i)) / 3), 12, 80);
    std::vector<EdgePoint> edges;
    for (int k = 0; k < points; ++k) {
      const double t = 0.04 + 0.92 * (k + 0.5) / points;
      const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (!inside(p, size, 1)) continue;
      const EdgePoint edge = strongestAcross(scene.layers[0], *line, p, reach);
      if (edge.weight > 0.1) edges.push_back(edge);
    }
    sides[i] = fitSide(edges, *line, std::max(0.8, reach / 4)).line;
  }
  const Quad result = cornersOf(sides, quad);
  return plausibleShape(result) && cornerDistance(result, quad) < 4 * reach ? result : quad;
}

}  // namespace gradevault::item
