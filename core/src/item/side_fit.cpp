#include "side_fit.hpp"

#include <cmath>

namespace gradevault::item {

SideFit fitSide(std::span<const EdgePoint> points, const Line& first, double scale) {
  Line line = first;
  double total = 0;
  for (const EdgePoint& point : points) total += point.weight;
  if (points.size() < 6 || !(total > 0)) return {first, 0};
  for (int round = 0; round < 8; ++round) {
    const double width = scale * (round < 4 ? 2 - 0.25 * round : 1);
    double sum = 0, mx = 0, my = 0;
    const auto weightOf = [&](const EdgePoint& point) {
      const double r = line.distance(point.place) / width;
      return point.weight * std::exp(-r * r);
    };
    for (const EdgePoint& point : points) {
      const double w = weightOf(point);
      sum += w;
      mx += w * point.place.x;
      my += w * point.place.y;
    }
    if (sum < 0.2 * total) return {first, sum / total};
    mx /= sum;
    my /= sum;
    double xx = 0, xy = 0, yy = 0;
    for (const EdgePoint& point : points) {
      const double w = weightOf(point);
      const double dx = point.place.x - mx;
      const double dy = point.place.y - my;
      xx += w * dx * dx;
      xy += w * dx * dy;
      yy += w * dy * dy;
    }
    const double along = std::atan2(2 * xy, xx - yy) / 2;
    Line next{-std::sin(along), std::cos(along), 0};
    if (next.nx * first.nx + next.ny * first.ny < 0) next = {-next.nx, -next.ny, 0};
    next.c = next.nx * mx + next.ny * my;
    if (angleBetween(next, first) > 8) return {first, 0};
    line = next;
  }
  double close = 0;
  for (const EdgePoint& point : points) {
    if (std::abs(line.distance(point.place)) <= scale) close += point.weight;
  }
  return {line, close / total};
}

}  // namespace gradevault::item
