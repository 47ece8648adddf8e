#include "stroke.hpp"

#include <algorithm>
#include <cmath>

namespace gradevault::film {

std::vector<cv::Point2d> wanderingLine(cv::Point2d from, cv::Point2d to, double wander, int points,
                                       Random& random) {
  const cv::Point2d way = to - from;
  const cv::Point2d aside(-way.y, way.x);
  std::vector<cv::Point2d> line;
  double drift = 0;
  for (int i = 0; i < points; ++i) {
    const double share = static_cast<double>(i) / (points - 1);
    line.push_back(from + way * share + aside * drift);
    // The drift is drawn back to the straight way, else long lines would bend into circles.
    drift = 0.8 * drift + 0.6 * wander * random.gaussian();
  }
  return line;
}

Stroke strokeAlong(const std::vector<cv::Point2d>& line, double reach, cv::Size picture) {
  cv::Point2d low = line.front(), high = line.front();
  double length = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    low = {std::min(low.x, line[i].x), std::min(low.y, line[i].y)};
    high = {std::max(high.x, line[i].x), std::max(high.y, line[i].y)};
    if (i > 0) length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  }
  const int margin = cvCeil(reach) + 1;
  Stroke stroke;
  stroke.area = cv::Rect(cv::Point(cvFloor(low.x) - margin, cvFloor(low.y) - margin),
                         cv::Point(cvCeil(high.x) + margin, cvCeil(high.y) + margin)) &
                cv::Rect({}, picture);
  if (stroke.area.empty()) return stroke;
  stroke.across = cv::Mat(stroke.area.size(), CV_32FC1, cv::Scalar(reach));
  stroke.along = cv::Mat::zeros(stroke.area.size(), CV_32FC1);
  stroke.normalX = cv::Mat::zeros(stroke.area.size(), CV_32FC1);
  stroke.normalY = cv::Mat::zeros(stroke.area.size(), CV_32FC1);

  double before = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const cv::Point2d way = line[i] - line[i - 1];
    const double step = std::hypot(way.x, way.y);
    if (step <= 0) continue;
    const cv::Point2d direction = way / step;
    const cv::Rect near = cv::Rect(cv::Point(cvFloor(std::min(line[i].x, line[i - 1].x)) - margin,
                                             cvFloor(std::min(line[i].y, line[i - 1].y)) - margin),
                                   cv::Point(cvCeil(std::max(line[i].x, line[i - 1].x)) + margin,
                                             cvCeil(std::max(line[i].y, line[i - 1].y)) + margin)) &
                          stroke.area;
    for (int y = near.y; y < near.y + near.height; ++y) {
      for (int x = near.x; x < near.x + near.width; ++x) {
        const cv::Point2d from = cv::Point2d(x, y) - line[i - 1];
        const double t = std::clamp(from.dot(direction), 0.0, step);
        const cv::Point2d offset = from - direction * t;
        const double side = direction.x * from.y - direction.y * from.x;
        const double distance = std::copysign(std::hypot(offset.x, offset.y), side);
        const cv::Point at(x - stroke.area.x, y - stroke.area.y);
        auto& nearest = stroke.across.at<float>(at);
        if (std::abs(distance) >= std::abs(static_cast<double>(nearest))) continue;
        nearest = static_cast<float>(distance);
        stroke.along.at<float>(at) = static_cast<float>((before + t) / length);
        stroke.normalX.at<float>(at) = static_cast<float>(-direction.y);
        stroke.normalY.at<float>(at) = static_cast<float>(direction.x);
      }
    }
    before += step;
  }
  return stroke;
}

}  // namespace gradevault::film
