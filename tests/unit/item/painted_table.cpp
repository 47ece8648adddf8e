#include "painted_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <random>
#include <vector>

namespace gradevault::testing {
namespace {

/// Frame px to the unit square of the item.
cv::Matx33d toUnitSquare(const Quad& quad) {
  std::vector<cv::Point2f> from;
  for (const Point& p : quad) from.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
  const std::vector<cv::Point2f> to{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  return cv::Matx33d(cv::Mat(cv::getPerspectiveTransform(from, to)));
}

}  // namespace

RgbImage PaintedTable::draw() const {
  constexpr int samples = 5;
  RgbImage picture(size.width, size.height, 3);
  const cv::Matx33d map = toUnitSquare(quad);
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(0, 1);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      Colour sum{};
      for (int s = 0; s < samples * samples; ++s) {
        const double px = x - 0.5 + (s % samples + 0.5) / samples;
        const double py = y - 0.5 + (s / samples + 0.5) / samples;
        const double w = map(2, 0) * px + map(2, 1) * py + map(2, 2);
        const double u = (map(0, 0) * px + map(0, 1) * py + map(0, 2)) / w;
        const double v = (map(1, 0) * px + map(1, 1) * py + map(1, 2)) / w;
        const Colour* colour = &table;
        if (u >= 0 && u <= 1 && v >= 0 && v <= 1) {
          const bool inBorder = std::min({u, 1 - u, v, 1 - v}) < 0.06;
          const bool striped = std::fmod(u * 3 + v * 5, 1.0) < 0.4;
          colour = inBorder ? &border : striped ? &stripe : &print;
        }
        for (std::size_t c = 0; c < 3; ++c) sum[c] += (*colour)[c];
      }
      for (int c = 0; c < 3; ++c) {
        const double value = sum[static_cast<std::size_t>(c)] / (samples * samples) + noise * normal(random);
        picture.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
      }
    }
  }
  return picture;
}

Quad turnedRectangle(Point centre, double width, double height, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const auto corner = [&](double x, double y) {
    return Point{centre.x + std::cos(angle) * x - std::sin(angle) * y,
                 centre.y + std::sin(angle) * x + std::cos(angle) * y};
  };
  return {corner(-width / 2, -height / 2), corner(width / 2, -height / 2), corner(width / 2, height / 2),
          corner(-width / 2, height / 2)};
}

double largestCornerError(const Quad& a, const Quad& b) {
  double largest = 0;
  for (std::size_t i = 0; i < 4; ++i)
    largest = std::max(largest, std::hypot(a[i].x - b[i].x, a[i].y - b[i].y));
  return largest;
}

}  // namespace gradevault::testing
