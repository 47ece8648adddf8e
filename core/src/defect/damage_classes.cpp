#include <algorithm>
#include <cstdlib>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "defect/gradient.hpp"
#include "gradevault/overlay.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

constexpr int wideSide = 31;
constexpr int wideArea = wideSide * wideSide;
constexpr int narrowSide = 15;
constexpr int narrowArea = narrowSide * narrowSide;

// The valid pixel below which 95 % of the others lie.
int percentile95(const cv::Mat& values, GrayView valid) {
  std::vector<int> sorted;
  sorted.reserve(static_cast<std::size_t>(valid.pixels()));
  for (int y = 0; y < values.rows; ++y) {
    for (int x = 0; x < values.cols; ++x) {
      if (valid.at(x, y) != 0) sorted.push_back(values.at<int>(y, x));
    }
  }
  if (sorted.empty()) return 0;
  const auto rank = static_cast<std::ptrdiff_t>((sorted.size() - 1) * 95 / 100);
  std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end());
  return sorted[static_cast<std::size_t>(rank)];
}

void markStains(RgbView rgb, GrayView valid, GrayImage& stain) {
  cv::Mat lab;
  cv::cvtColor(matOver(rgb), lab, cv::COLOR_RGB2Lab);
  const cv::Mat mean = windowSum(lab, wideSide);
  for (int y = 0; y < stain.height(); ++y) {
    for (int x = 0; x < stain.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      const auto pixel = lab.at<cv::Vec3b>(y, x);
      const auto sum = mean.at<cv::Vec3i>(y, x);
      const int away = std::abs(wideArea * pixel[1] - sum[1]) + std::abs(wideArea * pixel[2] - sum[2]);
      if (pixel[2] > 145 || away > 25 * wideArea) stain.at(x, y) = 255;
    }
  }
}

void markStructure(const cv::Mat& gray, GrayView valid, GrayImage& structural) {
  const cv::Mat gradient = squaredGradient(gray);
  const cv::Mat density = edgeDensity(gray, 50, 150, narrowSide);
  const int strong = percentile95(gradient, valid);
  for (int y = 0; y < structural.height(); ++y) {
    for (int x = 0; x < structural.width(); ++x) {
      if (valid.at(x, y) == 0) continue;
      if (gradient.at<int>(y, x) > strong || density.at<int>(y, x) > 30 * narrowArea)
        structural.at(x, y) = 255;
    }
  }
}

void markWear(const cv::Mat& gray, GrayView valid, const GrayImage& structural, GrayImage& wear) {
  cv::Mat wide;
  gray.convertTo(wide, CV_16U);
  const cv::Mat squares = windowSum(wide.mul(wide), narrowSide);
  const cv::Mat sums = windowSum(gray, narrowSide);
  const cv::Mat mean = windowSum(gray, wideSide);
  for (int y = 0; y < wear.height(); ++y) {
    for (int x = 0; x < wear.width(); ++x) {
      if (valid.at(x, y) == 0 || structural.at(x, y) != 0) continue;
      const std::int64_t sum = sums.at<int>(y, x);
      const std::int64_t scaledVariance = std::int64_t{narrowArea} * squares.at<int>(y, x) - sum * sum;
      const bool smooth = scaledVariance < std::int64_t{100} * narrowArea * narrowArea;
      const int away = std::abs(wideArea * gray.at<std::uint8_t>(y, x) - mean.at<int>(y, x));
      if (smooth && away > 15 * wideArea) wear.at(x, y) = 255;
    }
  }
}

}  // namespace

DamageClasses damageClasses(RgbView rgb, GrayView luma, GrayView valid) {
  const GrayImage nothing(luma.width(), luma.height());
  DamageClasses classes{nothing, nothing, nothing};
  if (luma.empty()) return classes;
  const cv::Mat gray = matOver(luma);
  if (!rgb.empty()) markStains(rgb, valid, classes.stain);
  markStructure(gray, valid, classes.structural);
  markWear(gray, valid, classes.structural, classes.wear);
  return classes;
}

}  // namespace gradevault
