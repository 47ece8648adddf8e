#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "defect/gradient.hpp"
#include "gradevault/overlay.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

// Divided by the largest value among the valid pixels; a picture of zeros stays so.
cv::Mat scaledToMaximum(const cv::Mat& values, const cv::Mat& valid) {
  double maximum = 0;
  cv::minMaxLoc(values, nullptr, &maximum, nullptr, nullptr, valid);
  cv::Mat scaled;
  values.convertTo(scaled, CV_32F, maximum > 0 ? 1.0 / maximum : 0.0);
  return scaled;
}

}  // namespace

GrayImage structuralMap(GrayView luma, GrayView valid) {
  GrayImage map(luma.width(), luma.height());
  if (luma.empty()) return map;
  const cv::Mat gray = matOver(luma);
  const cv::Mat inside = matOver(valid);
  if (cv::countNonZero(inside) == 0) return map;
  cv::Mat squared;
  squaredGradient(gray).convertTo(squared, CV_32F);
  cv::Mat gradient;
  cv::sqrt(squared, gradient);
  cv::Mat laplacian;
  cv::Laplacian(gray, laplacian, CV_16S, 1, 1, 0, cv::BORDER_REPLICATE);
  gradient = scaledToMaximum(gradient, inside);
  laplacian = scaledToMaximum(cv::abs(laplacian), inside);
  const cv::Mat density = scaledToMaximum(edgeDensity(gray, 30, 100, 21), inside);
  const cv::Mat combined = 0.5 * gradient + 0.2 * laplacian + 0.3 * density;
  double maximum = 0;
  cv::minMaxLoc(combined, nullptr, &maximum, nullptr, nullptr, inside);
  if (maximum <= 0) return map;
  for (int y = 0; y < map.height(); ++y) {
    for (int x = 0; x < map.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      const double share = static_cast<double>(combined.at<float>(y, x)) / maximum;
      map.at(x, y) =
          static_cast<std::uint8_t>(std::lround(255.0 * std::pow(std::clamp(share, 0.0, 1.0), 0.7)));
    }
  }
  return map;
}

}  // namespace gradevault
