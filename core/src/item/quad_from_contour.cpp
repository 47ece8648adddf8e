#include "quad_from_contour.hpp"

#include <opencv2/imgproc.hpp>

#include "gradevault/item.hpp"
#include "quad_shape.hpp"

namespace gradevault::item {

std::optional<Quad> quadFromContour(const std::vector<cv::Point>& points) {
  if (points.size() < 4) return std::nullopt;
  std::vector<cv::Point> hull;
  cv::convexHull(points, hull);
  const double perimeter = cv::arcLength(hull, true);
  for (int tolerance = 2; tolerance <= 16; ++tolerance) {
    std::vector<cv::Point> corners;
    cv::approxPolyDP(hull, corners, perimeter * tolerance / 200.0, true);
    if (corners.size() > 4) continue;
    if (corners.size() < 4) break;
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
      quad[i] = {static_cast<double>(corners[i].x), static_cast<double>(corners[i].y)};
    }
    quad = ordered(quad);
    if (plausibleShape(quad)) return quad;
    break;
  }
  return std::nullopt;
}

}  // namespace gradevault::item
