#pragma once

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::item {

/// The caller's pixels as a cv::Mat, not copied. OpenCV has no const view; nobody writes through this one.
[[nodiscard]] inline cv::Mat asMat(ImageView<const std::uint8_t> view) {
  return {view.height(), view.width(), CV_8UC(view.channels()), const_cast<std::uint8_t*>(view.data()),
          static_cast<std::size_t>(view.stride())};
}

[[nodiscard]] inline bool inside(const Point& p, Size size, double margin = 0) {
  return p.x >= margin && p.y >= margin && p.x <= size.width - 1 - margin && p.y <= size.height - 1 - margin;
}

/// Bilinear; outside, the border's pixels go on. `T` is the matrix's element: float, cv::Vec3f.
template <class T>
[[nodiscard]] T sample(const cv::Mat& picture, double x, double y) {
  const double clampedX = std::clamp(x, 0.0, picture.cols - 1.0);
  const double clampedY = std::clamp(y, 0.0, picture.rows - 1.0);
  const int x0 = static_cast<int>(clampedX);
  const int y0 = static_cast<int>(clampedY);
  const int x1 = std::min(x0 + 1, picture.cols - 1);
  const int y1 = std::min(y0 + 1, picture.rows - 1);
  const auto fx = static_cast<float>(clampedX - x0);
  const auto fy = static_cast<float>(clampedY - y0);
  const T* upper = picture.ptr<T>(y0);
  const T* lower = picture.ptr<T>(y1);
  return (upper[x0] * (1 - fx) + upper[x1] * fx) * (1 - fy) + (lower[x0] * (1 - fx) + lower[x1] * fx) * fy;
}

/// The pixel nearest to (x, y), clamped to the picture.
template <class T>
[[nodiscard]] const T& nearest(const cv::Mat& picture, double x, double y) {
  const int column = std::clamp(static_cast<int>(x + 0.5), 0, picture.cols - 1);
  const int row = std::clamp(static_cast<int>(y + 0.5), 0, picture.rows - 1);
  return picture.ptr<T>(row)[column];
}

}  // namespace gradevault::item
