#include "line_finder.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "pixels.hpp"

namespace gradevault::item {
namespace {

constexpr int angleBins = 120;  // 1.5° each
constexpr int angleSpread = 3;  // bins to both sides that a pixel votes for
constexpr double distanceBin = 2.0;

struct EdgePixel {
  float x;
  float y;
  float weight;
  int angle;  ///< bin of the gradient's direction
  bool taken = false;
};

/// Votes over (angle of the normal, distance from the picture's centre).
class Accumulator {
 public:
  explicit Accumulator(Size size)
      : centre_{(size.width - 1) / 2.0, (size.height - 1) / 2.0},
        reach_(std::hypot(size.width, size.height) / 2 + 2 * distanceBin),
        votes_(angleBins, static_cast<int>(2 * reach_ / distanceBin) + 1, CV_32FC1, cv::Scalar(0)) {
    for (int i = 0; i < angleBins; ++i) {
      const double angle = i * std::numbers::pi / angleBins;
      cosines_[static_cast<std::size_t>(i)] = std::cos(angle);
      sines_[static_cast<std::size_t>(i)] = std::sin(angle);
    }
  }

  void vote(const EdgePixel& pixel, float sign) {
    for (int d = -angleSpread; d <= angleSpread; ++d) {
      const int angle = (pixel.angle + d + angleBins) % angleBins;
      const auto i = static_cast<std::size_t>(angle);
      const double distance = (pixel.x - centre_.x) * cosines_[i] + (pixel.y - centre_.y) * sines_[i];
      const double bin = (distance + reach_) / distanceBin;
      const int lower = static_cast<int>(bin);
      const auto share = static_cast<float>(bin - lower);
      float* row = votes_.ptr<float>(angle);
      row[lower] += sign * pixel.weight * (1 - share);
      row[std::min(lower + 1, votes_.cols - 1)] += sign * pixel.weight * share;
    }
  }

  [[nodiscard]] Line strongest(double& votes) const {
    cv::Point place;
    cv::minMaxLoc(votes_, nullptr, &votes, nullptr, &place);
    const auto i = static_cast<std::size_t>(place.y);
    Line line{cosines_[i], sines_[i], place.x * distanceBin - reach_};
    line.c += line.nx * centre_.x + line.ny * centre_.y;
    return line;
  }

 private:
  Point centre_;
  double reach_;
  cv::Mat votes_;
  std::array<double, angleBins> cosines_{};
  std::array<double, angleBins> sines_{};
};

/// 1 next to table, down to 0.2 where both sides are foreign to it.
float nearTable(const Foreignness& foreignness, double x, double y, double angle) {
  constexpr double aside = 5;
  float least = 1;
  for (const double side : {-aside, aside}) {
    const double qx = x + side * std::cos(angle);
    const double qy = y + side * std::sin(angle);
    least = std::min(
        least,
        (nearest<float>(foreignness.colour, qx, qy) + nearest<float>(foreignness.barrier, qx, qy)) / 2);
  }
  return 1 - 0.8F * least;
}

std::vector<EdgePixel> edgePixels(const EdgeLayer& layer, const Foreignness& foreignness) {
  std::vector<EdgePixel> pixels;
  for (int y = 0; y < layer.thin.rows; ++y) {
    const auto* thin = layer.thin.ptr<std::uint8_t>(y);
    const auto* tensor = layer.tensor.ptr<cv::Vec3f>(y);
    for (int x = 0; x < layer.thin.cols; ++x) {
      if (thin[x] == 0) continue;
      const cv::Vec3f& t = tensor[x];
      const float half = (t[0] - t[2]) / 2;
      const float squared = (t[0] + t[2]) / 2 + std::sqrt(half * half + t[1] * t[1]);
      const double angle = std::atan2(2.0 * t[1], static_cast<double>(t[0]) - t[2]) / 2;
      const int bin = static_cast<int>(std::lround(angle / std::numbers::pi * angleBins));
      pixels.push_back({static_cast<float>(x), static_cast<float>(y),
                        layer.evidence(squared) * nearTable(foreignness, x, y, angle),
                        (bin + angleBins) % angleBins});
    }
  }
  return pixels;
}

bool belongs(const EdgePixel& pixel, const Line& line, int angle, double reach) {
  const int turn = std::abs(pixel.angle - angle);
  return std::min(turn, angleBins - turn) <= angleSpread + 1 &&
         std::abs(line.distance({pixel.x, pixel.y})) <= reach;
}

int angleBin(const Line& line) {
  const int bin = static_cast<int>(std::lround(std::atan2(line.ny, line.nx) / std::numbers::pi * angleBins));
  return ((bin % angleBins) + angleBins) % angleBins;
}

/// Weighted total least squares through the line's pixels.
Line fitted(const Line& line, const std::vector<EdgePixel>& pixels, double reach) {
  const int angle = angleBin(line);
  double sum = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  for (const EdgePixel& p : pixels) {
    if (p.taken || !belongs(p, line, angle, reach)) continue;
    const double w = p.weight;
    sum += w;
    mx += w * p.x;
    my += w * p.y;
    xx += w * p.x * p.x;
    xy += w * p.x * p.y;
    yy += w * p.y * p.y;
  }
  if (sum < 3) return line;
  mx /= sum;
  my /= sum;
  xx = xx / sum - mx * mx;
  xy = xy / sum - mx * my;
  yy = yy / sum - my * my;
  const double along = std::atan2(2 * xy, xx - yy) / 2;
  Line result{-std::sin(along), std::cos(along), 0};
  result.c = result.nx * mx + result.ny * my;
  // A short cluster says little about the direction; then the vote is the better guess.
  return angleBetween(line, result) < 6 ? result : line;
}

}  // namespace

std::vector<Line> findLines(const EdgeLayer& layer, const Foreignness& foreignness, int most) {
  std::vector<EdgePixel> pixels = edgePixels(layer, foreignness);
  Accumulator accumulator({layer.thin.cols, layer.thin.rows});
  for (const EdgePixel& pixel : pixels) accumulator.vote(pixel, 1);

  const double least = 0.025 * std::max(layer.thin.cols, layer.thin.rows);
  std::vector<Line> lines;
  for (int round = 0; round < most; ++round) {
    double votes = 0;
    Line line = accumulator.strongest(votes);
    if (votes < least) break;
    line = fitted(line, pixels, 3.0);
    line = fitted(line, pixels, 1.8);
    const int angle = angleBin(line);
    int taken = 0;
    for (EdgePixel& pixel : pixels) {
      if (pixel.taken || !belongs(pixel, line, angle, 2.2)) continue;
      accumulator.vote(pixel, -1);
      pixel.taken = true;
      ++taken;
    }
    if (taken == 0) break;
    lines.push_back(line);
  }
  return lines;
}

}  // namespace gradevault::item
