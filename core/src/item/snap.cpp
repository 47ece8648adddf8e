#include "snap.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pixels.hpp"
#include "quad_shape.hpp"
#include "side_fit.hpp"

namespace gradevault::item {
namespace {

/// The best local maximum of the edge's strength across the side, within `reach`. By evidence, which
/// saturates, so that a strong printed line near by does not win over the item's weaker edge; nearer places
/// win among equals.
EdgePoint bestAcross(const EdgeLayer& layer, const Line& line, const Point& p, double reach) {
  constexpr double step = 0.5;
  const int half = static_cast<int>(reach / step);
  const auto strength = [&](int i) {
    return layer.strength2(line, p.x + i * step * line.nx, p.y + i * step * line.ny);
  };
  EdgePoint best{p, 0};
  double bestValue = 0;
  float before = strength(-half - 1);
  float here = strength(-half);
  int riseFrom = -half;  // where the current plateau began: nearest-px look-ups repeat values
  for (int i = -half; i <= half; ++i) {
    const float after = strength(i + 1);
    if (here > before) riseFrom = i;
    if (after < here && riseFrom != -half - 1) {
      const double offset = step * (riseFrom + i) / 2.0;
      const float support = layer.evidence(here);
      const double value = support * (1 - 0.4 * std::abs(offset) / reach);
      if (value > bestValue) {
        bestValue = value;
        best.weight = support;
        best.place = {p.x + offset * line.nx, p.y + offset * line.ny};
      }
      riseFrom = -half - 1;
    }
    before = here;
    here = after;
  }
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
      const EdgePoint edge = bestAcross(scene.layers[0], *line, p, reach);
      if (edge.weight > 0.1) edges.push_back(edge);
    }
    sides[i] = fitSide(edges, *line, std::max(0.8, reach / 4)).line;
  }
  const Quad result = cornersOf(sides, quad);
  return plausibleShape(result) && cornerDistance(result, quad) < 4 * reach ? result : quad;
}

}  // namespace gradevault::item
