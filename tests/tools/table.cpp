#include "table.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "noise_texture.hpp"
#include "palette.hpp"

namespace gradevault::film {
namespace {

/// Homes have more light tables than dark ones.
double drawBrightness(Random& random) {
  const double draw = random.uniform(0, 1);
  if (draw < 0.5) return random.uniform(0.72, 0.93);
  if (draw < 0.75) return random.uniform(0.4, 0.72);
  return random.uniform(0.1, 0.4);
}

/// Paints base · (1 + contrast · pattern).
cv::Mat paint(const cv::Mat& pattern, const cv::Scalar& base, double contrast) {
  cv::Mat table(pattern.size(), CV_8UC3);
  for (int y = 0; y < table.rows; ++y) {
    auto* row = table.ptr<cv::Vec3b>(y);
    const auto* shade = pattern.ptr<float>(y);
    for (int x = 0; x < table.cols; ++x) {
      for (int c = 0; c < 3; ++c) {
        row[x][c] =
            cv::saturate_cast<std::uint8_t>(base[c] * (1.0 + contrast * static_cast<double>(shade[x])));
      }
    }
  }
  return table;
}

/// Turns a pattern that was drawn on a square by a random angle and cuts the table out of its middle.
cv::Mat turned(const cv::Mat& square, cv::Size size, double angleDegrees) {
  const cv::Point2f middle(static_cast<float>(square.cols - 1) / 2, static_cast<float>(square.rows - 1) / 2);
  cv::Mat rotation = cv::getRotationMatrix2D(middle, angleDegrees, 1.0);
  rotation.at<double>(0, 2) += (size.width - 1) / 2.0 - static_cast<double>(middle.x);
  rotation.at<double>(1, 2) += (size.height - 1) / 2.0 - static_cast<double>(middle.y);
  cv::Mat result;
  cv::warpAffine(square, result, rotation, size, cv::INTER_LINEAR, cv::BORDER_REFLECT_101);
  return result;
}

cv::Size squareAround(cv::Size size) {
  const int side = cvCeil(std::hypot(size.width, size.height)) + 4;
  return {side, side};
}

cv::Mat paintedBoard(cv::Size size, double mm, Random& random) {
  const cv::Mat broad = fractalNoise(size, {150 * mm, 150 * mm}, 3, random);
  cv::Mat fine = whiteNoise(size, random);
  cv::GaussianBlur(fine, fine, {}, std::max(0.6, 0.4 * mm));
  cv::Mat pattern;
  cv::addWeighted(broad, 0.03, fine, 0.012, 0, pattern);
  const cv::Scalar base =
      colourOf(printHue(random.uniform(0, 1)), random.uniform(0, 0.15), drawBrightness(random));
  return paint(pattern, base, 1.0);
}

cv::Mat wood(cv::Size size, double mm, Random& random) {
  const cv::Size square = squareAround(size);
  const cv::Mat rings = fractalNoise(square, {260 * mm, 22 * mm}, 4, random);
  const cv::Mat fibres = fractalNoise(square, {45 * mm, 1.6 * mm}, 3, random);
  // Pores: hair-thin dark strokes along the grain, as fine as the picture can show.
  cv::Mat pores = whiteNoise(square, random);
  cv::GaussianBlur(pores, pores, {0, 0}, std::max(2.0, 4 * mm), 0.5);
  pores *= 1.4 * std::sqrt(std::max(2.0, 4 * mm));
  const double lines = random.uniform(2.5, 5);
  const bool planks = random.chance(0.4);
  const double plankWidth = random.uniform(70, 140) * mm;
  cv::Mat pattern(square, CV_32FC1);
  for (int y = 0; y < square.height; ++y) {
    auto* out = pattern.ptr<float>(y);
    const auto* ring = rings.ptr<float>(y);
    const auto* fibre = fibres.ptr<float>(y);
    const auto* pore = pores.ptr<float>(y);
    const double inPlank = std::fmod(y, plankWidth);
    const int plank = static_cast<int>(y / plankWidth);
    const double tone = planks ? 0.12 * std::sin(12.9898 * plank) : 0.0;
    const bool joint = planks && inPlank < std::max(1.0, 0.9 * mm);
    for (int x = 0; x < square.width; ++x) {
      const double grain = std::sin(2 * CV_PI * lines * static_cast<double>(ring[x]) + 3.1 * plank);
      out[x] = static_cast<float>(
          joint ? -0.8 : tone + 0.35 * grain + 0.4 * static_cast<double>(fibre[x] + 0.7F * pore[x]));
    }
  }
  const double brightness = std::min(0.85, drawBrightness(random));
  const cv::Scalar base = colourOf(random.uniform(18, 38), random.uniform(0.25, 0.6), brightness);
  return paint(turned(pattern, size, random.uniform(-90, 90)), base, random.uniform(0.15, 0.35));
}

cv::Mat cloth(cv::Size size, double mm, Random& random) {
  const cv::Size square = squareAround(size);
  // Threads finer than two px would only be aliased; real cameras blur them away.
  const double thread = std::max(2.5, random.uniform(0.9, 2.4) * mm);
  const cv::Mat folds = fractalNoise(square, {120 * mm, 120 * mm}, 3, random);
  const cv::Mat slubs = fractalNoise(square, {9 * mm, 9 * mm}, 2, random);
  cv::Mat fuzz = whiteNoise(square, random);
  cv::GaussianBlur(fuzz, fuzz, {}, 0.8);
  cv::Mat pattern(square, CV_32FC1);
  for (int y = 0; y < square.height; ++y) {
    auto* out = pattern.ptr<float>(y);
    for (int x = 0; x < square.width; ++x) {
      const double wander = 1.5 * static_cast<double>(slubs.at<float>(y, x));
      const double warp = std::sin(CV_PI * (x / thread + wander));
      const double weft = std::sin(CV_PI * (y / thread + wander));
      out[x] = static_cast<float>(0.8 * warp * weft + 0.4 * static_cast<double>(fuzz.at<float>(y, x)) +
                                  0.25 * static_cast<double>(folds.at<float>(y, x)));
    }
  }
  const cv::Scalar base =
      colourOf(printHue(random.uniform(0, 1)), random.uniform(0.03, 0.4), drawBrightness(random));
  return paint(turned(pattern, size, random.uniform(-45, 45)), base, random.uniform(0.15, 0.3));
}

cv::Mat stone(cv::Size size, double mm, Random& random) {
  const cv::Mat veins = fractalNoise(size, {60 * mm, 60 * mm}, 4, random);
  const cv::Mat grains = fractalNoise(size, {std::max(2.0, 2.2 * mm), std::max(2.0, 2.2 * mm)}, 2, random);
  const double threshold = random.uniform(0.45, 0.7);
  cv::Mat pattern(size, CV_32FC1);
  for (int y = 0; y < size.height; ++y) {
    auto* out = pattern.ptr<float>(y);
    const auto* vein = veins.ptr<float>(y);
    const auto* grain = grains.ptr<float>(y);
    for (int x = 0; x < size.width; ++x) {
      const double g = static_cast<double>(grain[x]);
      const double fleck = g > threshold ? 1.0 : g < -threshold ? -1.0 : 0.4 * g;
      out[x] = static_cast<float>(fleck + 0.5 * static_cast<double>(vein[x]));
    }
  }
  const cv::Scalar base = colourOf(random.uniform(0, 360), random.uniform(0, 0.12), drawBrightness(random));
  return paint(pattern, base, random.uniform(0.15, 0.35));
}

}  // namespace

cv::Mat drawTable(Table table, cv::Size size, double pxPerMm, Random& random) {
  if (table == Table::plain) return paintedBoard(size, pxPerMm, random);
  switch (random.integer(0, 3)) {
    case 0:
      return cloth(size, pxPerMm, random);
    case 1:
      return stone(size, pxPerMm, random);
    default:
      return wood(size, pxPerMm, random);
  }
}

}  // namespace gradevault::film
