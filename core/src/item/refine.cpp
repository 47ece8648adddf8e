#include "refine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "line.hpp"
#include "pixels.hpp"
#include "quad_shape.hpp"
#include "side_fit.hpp"
#include "snap.hpp"

namespace gradevault::item {
namespace {

constexpr double profileStep = 0.5;  // px

cv::Vec3f colourAt(const cv::Mat& picture, double x, double y) {
  const double clampedX = std::clamp(x, 0.0, picture.cols - 1.0);
  const double clampedY = std::clamp(y, 0.0, picture.rows - 1.0);
  const int x0 = static_cast<int>(clampedX);
  const int y0 = static_cast<int>(clampedY);
  const int x1 = std::min(x0 + 1, picture.cols - 1);
  const int y1 = std::min(y0 + 1, picture.rows - 1);
  const auto fx = static_cast<float>(clampedX - x0);
  const auto fy = static_cast<float>(clampedY - y0);
  cv::Vec3f colour(0, 0, 0);
  const int channels = picture.channels();
  const std::uint8_t* upper = picture.ptr<std::uint8_t>(y0);
  const std::uint8_t* lower = picture.ptr<std::uint8_t>(y1);
  for (int c = 0; c < std::min(channels, 3); ++c) {
    const auto value = [channels, c](const std::uint8_t* row, int column) {
      return static_cast<float>(row[column * channels + c]);
    };
    colour[c] = (value(upper, x0) * (1 - fx) + value(upper, x1) * fx) * (1 - fy) +
                (value(lower, x0) * (1 - fx) + value(lower, x1) * fx) * fy;
  }
  return colour;
}

using Profile = std::vector<cv::Vec3f>;

/// Derivative of a profile at its interior, along `direction`, over ±1.5 px with a triangular weight.
std::vector<float> slopes(const Profile& profile, const cv::Vec3f& direction) {
  std::vector<float> values(profile.size());
  for (std::size_t i = 0; i < profile.size(); ++i) values[i] = profile[i].dot(direction);
  std::vector<float> result(profile.size(), 0.0F);
  for (std::size_t i = 3; i + 3 < profile.size(); ++i) {
    result[i] =
        (values[i + 1] - values[i - 1]) + (values[i + 2] - values[i - 2]) + (values[i + 3] - values[i - 3]);
  }
  return result;
}

/// The steepest place of one profile, as an offset in steps from its start, and how steep; weight 0 without
/// one.
std::pair<double, double> steepest(const std::vector<float>& slope) {
  const double middle = (static_cast<double>(slope.size()) - 1) / 2;
  std::size_t best = 0;
  double bestValue = 0;
  for (std::size_t i = 4; i + 4 < slope.size(); ++i) {
    const double away = std::abs(static_cast<double>(i) - middle) / middle;
    const double value = slope[i] * (1 - 0.3 * away);
    if (slope[i] >= slope[i - 1] && slope[i] >= slope[i + 1] && value > bestValue) {
      bestValue = value;
      best = i;
    }
  }
  if (best == 0) return {middle, 0};
  const double before = slope[best - 1];
  const double here = slope[best];
  const double after = slope[best + 1];
  const double curvature = before - 2 * here + after;
  const double offset = curvature < 0 ? std::clamp((before - after) / (2 * curvature), -0.5, 0.5) : 0;
  return {static_cast<double>(best) + offset, here};
}

Line refinedSide(const cv::Mat& picture, const Point& a, const Point& b, const Line& line, double reach) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  const int points = std::clamp(static_cast<int>(length / 4), 24, 160);
  const int half = static_cast<int>(std::ceil((reach + 2) / profileStep));
  const Size size{picture.cols, picture.rows};
  std::vector<Profile> profiles;
  std::vector<Point> places;
  for (int i = 0; i < points; ++i) {
    const double t = 0.03 + 0.94 * (i + 0.5) / points;
    const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    if (!inside(p, size, 2)) continue;
    Profile profile;
    for (int d = -half; d <= half; ++d) {
      profile.push_back(colourAt(picture, p.x + d * profileStep * line.nx, p.y + d * profileStep * line.ny));
    }
    profiles.push_back(std::move(profile));
    places.push_back(p);
  }
  if (profiles.size() < 12) return line;

  std::vector<EdgePoint> edges;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    // The colour step here, shared with the neighbours: print changes along the side, but not from point to
    // point.
    cv::Vec3f direction(0, 0, 0);
    const std::size_t first = i < 3 ? 0 : i - 3;
    for (std::size_t k = first; k < std::min(profiles.size(), i + 4); ++k) {
      const auto middle = static_cast<std::size_t>(half);
      for (std::size_t d = 1; d <= middle; ++d)
        direction += profiles[k][middle + d] - profiles[k][middle - d];
    }
    const auto norm = static_cast<float>(cv::norm(direction));
    if (norm < 1e-3F) continue;
    const auto [offset, slope] = steepest(slopes(profiles[i], direction * (1 / norm)));
    // Below about a level a px, noise.
    if (slope < 4) continue;
    const double d = (offset - half) * profileStep;
    if (std::abs(d) > reach) continue;
    edges.push_back({{places[i].x + d * line.nx, places[i].y + d * line.ny}, std::min(slope, 60.0)});
  }
  if (edges.size() < profiles.size() / 4) return line;
  return fitSide(edges, line, std::max(0.5, reach / 5)).line;
}

}  // namespace

Quad refined(RgbView frame, const Quad& quad, double reach) {
  const cv::Mat picture = asMat(frame);
  Quad current = quad;
  for (const double range : {reach, std::max(1.5, reach / 2), 1.5}) {
    std::array<Line, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) {
      const Point& a = current[i];
      const Point& b = current[(i + 1) % 4];
      const std::optional<Line> line = lineThrough(a, b);
      if (!line) return current;
      sides[i] = refinedSide(picture, a, b, *line, range);
    }
    const Quad next = cornersOf(sides, current);
    if (!plausibleShape(next) || cornerDistance(next, quad) > 3 * reach) return current;
    current = next;
  }
  return current;
}

}  // namespace gradevault::item
