#include "evidence.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "gradevault/item.hpp"
#include "line.hpp"
#include "pixels.hpp"
#include "quad_shape.hpp"

namespace gradevault::item {
namespace {

/// Evidence across `line` within a px of `p`.
double supportAt(const Scene& scene, const Line& line, const Point& p) {
  float support = 0;
  for (int d = -1; d <= 1; ++d) {
    for (const EdgeLayer& layer : scene.layers) {
      support = std::max(support, layer.across(line, p.x + d * line.nx, p.y + d * line.ny));
    }
  }
  return support;
}

/// 0 for an edge much wider than the layers' blur, 1 for a step: by √((2.2² + b²) / (1 + b²)) for an edge of
/// blur b px.
double crispAt(const Scene& scene, const Line& line, const Point& p) {
  float fine = 0;
  float coarse = 0;
  for (int d = -2; d <= 2; ++d) {
    fine = std::max(fine, scene.layers[0].strength2(line, p.x + d * line.nx, p.y + d * line.ny));
    coarse = std::max(coarse, scene.layers[1].strength2(line, p.x + d * line.nx, p.y + d * line.ny));
  }
  if (!(coarse > 0)) return 0;
  return std::clamp(std::sqrt(static_cast<double>(fine / coarse)) - 1, 0.0, 1.0);
}

/// Mean colour of the strip from `from` to `to` px inwards of `p`.
cv::Vec3f strip(const Scene& scene, const Line& line, const Point& p, double from, double to) {
  cv::Vec3f sum(0, 0, 0);
  int count = 0;
  for (double d = from; d <= to; d += 1.5) {
    sum += sample<cv::Vec3f>(scene.work.lab, p.x + d * line.nx, p.y + d * line.ny);
    ++count;
  }
  return sum * (1.0F / static_cast<float>(count));
}

double overrunOf(const Scene& scene, const Line& line, const Point& a, const Point& b) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const double beyond = std::clamp(0.12 * length, 6.0, 30.0);
  const double dx = (b.x - a.x) / length;
  const double dy = (b.y - a.y) / length;
  double sum = 0;
  int count = 0;
  for (double t = 4; t <= 4 + beyond; t += 1) {
    for (const Point& p : {Point{a.x - t * dx, a.y - t * dy}, Point{b.x + t * dx, b.y + t * dy}}) {
      if (!inside(p, scene.work.size())) continue;
      sum += supportAt(scene, line, p);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0;
}

double rivalOf(const Scene& scene, const Line& line, const Point& a, const Point& b) {
  constexpr int nearest = 3;
  constexpr int furthest = 24;
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int points = std::clamp(static_cast<int>(length / 5), 12, 48);
  std::array<double, furthest - nearest + 1> sums{};
  int seen = 0;
  for (int i = 0; i < points; ++i) {
    const double t = 0.03 + 0.94 * (i + 0.5) / points;
    const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    if (!inside(p, scene.work.size())) continue;
    ++seen;
    // The outer edge need not be quite parallel: at each point the best of three neighbouring distances
    // counts.
    const auto at = [&](int d) {
      const Point q{p.x - d * line.nx, p.y - d * line.ny};
      if (!inside(q, scene.work.size())) return 0.0F;
      const float fine = scene.layers[0].strength2(line, q.x, q.y);
      const float coarse = scene.layers[1].strength2(line, q.x, q.y);
      // The far edge of a soft shadow is no rival: √(fine / coarse) is 1 there and over 1.4 at a sharp edge.
      const float crisp = coarse > 0 ? std::clamp((std::sqrt(fine / coarse) - 1) / 0.4F, 0.0F, 1.0F) : 1.0F;
      return scene.layers[0].evidence(fine) * crisp;
    };
    float before = at(nearest - 1);
    float here = at(nearest);
    for (int d = nearest; d <= furthest; ++d) {
      const float after = at(d + 1);
      sums[static_cast<std::size_t>(d - nearest)] += static_cast<double>(std::max({before, here, after}));
      before = here;
      here = after;
    }
  }
  // Just beyond the side its own flank still counts as evidence: wait until it has fallen once.
  std::size_t first = 0;
  while (first + 1 < sums.size() && sums[first + 1] < sums[first]) ++first;
  return seen > 0 ? *std::max_element(sums.begin() + static_cast<std::ptrdiff_t>(first), sums.end()) / seen
                  : 0;
}

SideEvidence measureSide(const Scene& scene, const Point& a, const Point& b) {
  SideEvidence side;
  const std::optional<Line> line = lineThrough(a, b);
  if (!line) return side;
  const Size size = scene.work.size();
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int points = std::clamp(static_cast<int>(length / 3), 16, 96);
  int seen = 0;
  int innerSeen = 0;
  int gap = 0;
  int longestGap = 0;
  int supported = 0;
  int beyondSeen = 0;
  for (int i = 0; i < points; ++i) {
    const double t = 0.03 + 0.94 * (i + 0.5) / points;
    const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    const Point inner{p.x + 5 * line->nx, p.y + 5 * line->ny};
    if (inside(inner, size)) {
      ++innerSeen;
      side.inColour += sample<float>(scene.foreignness.colour, inner.x, inner.y);
    }
    // A strip outside of the frame says nothing.
    if (!inside(p, size) || !inside({p.x - 3 * line->nx, p.y - 3 * line->ny}, size)) continue;
    ++seen;
    const double support = supportAt(scene, *line, p);
    side.support += support;
    if (support >= 0.25) {
      side.crisp += crispAt(scene, *line, p);
      ++supported;
    }
    gap = support < 0.25 ? gap + 1 : 0;
    longestGap = std::max(longestGap, gap);

    const cv::Vec3f in = strip(scene, *line, p, 2, 6.5);
    const cv::Vec3f out = strip(scene, *line, p, -6.5, -2);
    const cv::Vec3f far = strip(scene, *line, p, -19, -10);
    const double step = cv::norm(in - out);
    const double change = cv::norm(out - far);
    side.step += step / (step + 5);
    side.calm += (step - change) / (step + change + 3);
    if (inside({p.x - 19 * line->nx, p.y - 19 * line->ny}, size)) {
      ++beyondSeen;
      for (std::size_t c = 0; c < 3; ++c) side.beyond[c] += static_cast<double>(far[static_cast<int>(c)]);
    }
    const Point outer{p.x - 5 * line->nx, p.y - 5 * line->ny};
    side.outColour += sample<float>(scene.foreignness.colour, outer.x, outer.y);
  }
  side.seen = static_cast<double>(seen) / points;
  side.beyondSeen = static_cast<double>(beyondSeen) / points;
  if (innerSeen > 0) side.inColour /= innerSeen;
  for (double& channel : side.beyond) channel /= std::max(1, beyondSeen);
  if (seen == 0) return side;
  for (double* mean : {&side.support, &side.step, &side.calm, &side.outColour}) *mean /= seen;
  side.crisp = supported > 0 ? side.crisp / supported : 0;
  side.gap = static_cast<double>(longestGap) / points;
  side.rival = rivalOf(scene, *line, a, b);
  side.overrun = overrunOf(scene, *line, a, b);
  return side;
}

}  // namespace

QuadEvidence measureQuad(const Scene& scene, const Quad& quad) {
  QuadEvidence evidence;
  const Size size = scene.work.size();
  Point centre;
  for (std::size_t i = 0; i < 4; ++i) {
    evidence.sides[i] = measureSide(scene, quad[i], quad[(i + 1) % 4]);
    centre.x += quad[i].x / 4;
    centre.y += quad[i].y / 4;
  }
  evidence.share = visibleShare(quad, size);
  evidence.offCentre = std::hypot(centre.x - (size.width - 1) / 2.0, centre.y - (size.height - 1) / 2.0) /
                       (std::hypot(size.width, size.height) / 2);
  return evidence;
}

}  // namespace gradevault::item
