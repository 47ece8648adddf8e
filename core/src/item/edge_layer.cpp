#include "edge_layer.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pixels.hpp"

namespace gradevault::item {
namespace {

/// Squared length of the gradient along the tensor's main direction.
float mainStrength(const cv::Vec3f& t) {
  const float half = (t[0] - t[2]) / 2;
  return (t[0] + t[2]) / 2 + std::sqrt(half * half + t[1] * t[1]);
}

/// The neighbour that lies nearest to the gradient's direction, as one of four.
cv::Point neighbour(const cv::Vec3f& t) {
  constexpr float tangent = 0.41421356F;  // of 22.5°
  const float half = (t[0] - t[2]) / 2;
  const float length = std::sqrt(half * half + t[1] * t[1]);
  // Half-angle: (length + half, t[1]) points along the gradient.
  float x = length + half;
  float y = t[1];
  if (half < 0) {
    x = t[1];
    y = length - half;
  }
  const float ax = std::abs(x);
  const float ay = std::abs(y);
  if (ay <= tangent * ax) return {1, 0};
  if (ax <= tangent * ay) return {0, 1};
  return (x > 0) == (y > 0) ? cv::Point{1, 1} : cv::Point{1, -1};
}

}  // namespace

std::vector<float> sortedBorderValues(const cv::Mat& picture, double band) {
  const int width = std::max(1, static_cast<int>(band * std::min(picture.cols, picture.rows)));
  std::vector<float> values;
  for (int y = 0; y < picture.rows; ++y) {
    const float* row = picture.ptr<float>(y);
    const bool edgeRow = y < width || y >= picture.rows - width;
    for (int x = 0; x < picture.cols; ++x) {
      if (edgeRow || x < width || x >= picture.cols - width) values.push_back(row[x]);
    }
  }
  std::sort(values.begin(), values.end());
  return values;
}

float EdgeLayer::strength2(const Line& line, double x, double y) const {
  const cv::Vec3f t = nearest<cv::Vec3f>(tensor, x, y);
  const auto nx = static_cast<float>(line.nx);
  const auto ny = static_cast<float>(line.ny);
  const float squared = std::max(0.0F, nx * nx * t[0] + 2 * nx * ny * t[1] + ny * ny * t[2]);
  return squared < 0.75F * (t[0] + t[2]) ? 0.0F : squared;
}

EdgeLayer makeEdgeLayer(const WorkPicture& work, double sigma) {
  cv::Mat smooth;
  cv::GaussianBlur(work.lab, smooth, {}, sigma, sigma, cv::BORDER_REPLICATE);
  EdgeLayer layer;
  layer.tensor.create(smooth.size(), CV_32FC3);
  cv::Mat strength(smooth.size(), CV_32FC1);
  for (int y = 0; y < smooth.rows; ++y) {
    const auto* above = smooth.ptr<cv::Vec3f>(std::max(0, y - 1));
    const auto* below = smooth.ptr<cv::Vec3f>(std::min(smooth.rows - 1, y + 1));
    const auto* row = smooth.ptr<cv::Vec3f>(y);
    auto* out = layer.tensor.ptr<cv::Vec3f>(y);
    float* outStrength = strength.ptr<float>(y);
    for (int x = 0; x < smooth.cols; ++x) {
      const cv::Vec3f gx = (row[std::min(smooth.cols - 1, x + 1)] - row[std::max(0, x - 1)]) * 0.5F;
      const cv::Vec3f gy = (below[x] - above[x]) * 0.5F;
      out[x] = {gx.dot(gx), gx.dot(gy), gy.dot(gy)};
      outStrength[x] = mainStrength(out[x]);
    }
  }
  const std::vector<float> usual = sortedBorderValues(strength, 0.08);
  layer.floor = std::max(0.5F, 1.5F * std::sqrt(usual[usual.size() / 2]));

  layer.thin = cv::Mat(smooth.size(), CV_8UC1, cv::Scalar(0));
  const float least = 0.25F * layer.floor * layer.floor;
  for (int y = 1; y + 1 < smooth.rows; ++y) {
    for (int x = 1; x + 1 < smooth.cols; ++x) {
      const float here = strength.at<float>(y, x);
      if (here < least) continue;
      const cv::Point step = neighbour(layer.tensor.at<cv::Vec3f>(y, x));
      if (here >= strength.at<float>(y + step.y, x + step.x) &&
          here > strength.at<float>(y - step.y, x - step.x)) {
        layer.thin.at<std::uint8_t>(y, x) = 255;
      }
    }
  }
  return layer;
}

}  // namespace gradevault::item
