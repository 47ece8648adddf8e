#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault::item {

/// The quad that the convex hull of `points` comes closest to: polygon approximation with a growing
/// tolerance, 1 % to 8 % of the hull's perimeter, until four corners are left. Clockwise; absent when it
/// jumps past four or the shape is not plausible.
[[nodiscard]] std::optional<Quad> quadFromContour(const std::vector<cv::Point>& points);

}  // namespace gradevault::item
