#pragma once

#include <span>

#include "line.hpp"

namespace gradevault::item {

/// A place where a side's edge was seen.
struct EdgePoint {
  Point place;
  double weight = 1;
};

/// The line through the points: iteratively re-weighted total least squares with Welsch's weights
/// exp(−(r/scale)²) (Holland and Welsch, 1977), `scale` shrinking from twice to once its value. Starts from
/// `first`, and returns it when fewer than 6 points or a fifth of the weight remain.
struct SideFit {
  Line line;
  double inliers = 0;  ///< share of the weight within `scale`
};
[[nodiscard]] SideFit fitSide(std::span<const EdgePoint> points, const Line& first, double scale);

}  // namespace gradevault::item
