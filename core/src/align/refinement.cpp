#include "align/refinement.hpp"

#include <algorithm>
#include <array>
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "align/patch_shift.hpp"
#include "rectify/homography.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

constexpr int cells = 16;
constexpr int fewestPatches = 12;
constexpr double mostShift = 6;  // px of the level: about what a patch of 21 px can follow
constexpr double agreement = 1;  // px of the level

struct Pictures {
  cv::Mat frame;
  cv::Mat reference;
  cv::Mat valid;
};

Pictures halved(const Pictures& full) {
  Pictures half;
  cv::pyrDown(full.frame, half.frame);
  cv::pyrDown(full.reference, half.reference);
  // Exactly the pixels that cv::pyrDown centres its results on.
  cv::resize(full.valid, half.valid, half.reference.size(), 0, 0, cv::INTER_NEAREST);
  return half;
}

// Halving keeps pixel (0, 0) in its place and makes (2, 2) of (1, 1).
Homography atScale(const Homography& full, double scale) {
  const Homography up{1 / scale, 0, 0, 0, 1 / scale, 0, 0, 0, 1};
  const Homography down{scale, 0, 0, 0, scale, 0, 0, 0, 1};
  return product(down, product(full, up));
}

std::vector<cv::Point> corners(const cv::Mat& picture, const cv::Mat& valid) {
  cv::Mat strength;
  cv::cornerMinEigenVal(picture, strength, 2 * (patchRadius / 2) + 1, 3);
  cv::Mat usable;
  const int reach = 2 * patchRadius + 3;
  cv::erode(valid, usable, cv::Mat::ones(reach, reach, CV_8U), {-1, -1}, 1, cv::BORDER_CONSTANT, 0);
  std::vector<cv::Point> found;
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const cv::Rect cell(cv::Point(picture.cols * column / cells, picture.rows * row / cells),
                          cv::Point(picture.cols * (column + 1) / cells, picture.rows * (row + 1) / cells));
      if (cell.empty()) continue;
      double best = 0;
      cv::Point at;
      cv::minMaxLoc(strength(cell), nullptr, &best, nullptr, &at, usable(cell));
      if (best > 0) found.push_back(at + cell.tl());
    }
  }
  return found;
}

Refinement step(const Homography& toReference, const Pictures& pictures) {
  Refinement result{toReference, 0, 0};
  const Homography toFrame = inverse(toReference);
  std::vector<cv::Point2d> frame;
  std::vector<cv::Point2d> reference;
  for (const cv::Point corner : corners(pictures.reference, pictures.valid)) {
    const auto shift = patchShift(pictures.reference, pictures.frame, toFrame, corner, mostShift);
    if (!shift) continue;
    const Point seen = mapped(toFrame, {corner.x + shift->x, corner.y + shift->y});
    frame.emplace_back(seen.x, seen.y);
    reference.emplace_back(corner);
  }
  result.patches = static_cast<int>(frame.size());
  if (result.patches < fewestPatches) return result;
  cv::Mat inlier;
  const cv::Mat found = cv::findHomography(frame, reference, cv::RANSAC, agreement, inlier);
  if (found.empty()) return result;
  result.agreeing = cv::countNonZero(inlier);
  if (result.agreeing < fewestPatches) return result;
  for (std::size_t i = 0; i < 9; ++i) {
    result.toReference[i] = found.at<double>(static_cast<int>(i / 3), static_cast<int>(i % 3));
  }
  return result;
}

}  // namespace

Refinement refined(const Homography& toReference, GrayView frame, GrayView reference,
                   GrayView referenceValid) {
  std::array<Pictures, 3> levels;
  levels[0].valid = matOver(referenceValid);
  // Interpolation between unsmoothed pixels would pull the shifts towards whole ones.
  cv::GaussianBlur(matOver(frame), levels[0].frame, {}, 1.0);
  cv::GaussianBlur(matOver(reference), levels[0].reference, {}, 1.0);
  for (std::size_t level = 1; level < levels.size(); ++level) levels[level] = halved(levels[level - 1]);
  Refinement result{toReference, 0, 0};
  for (const int level : {2, 1, 0, 0}) {
    const double scale = 1.0 / (1 << level);
    result = step(atScale(result.toReference, scale), levels[static_cast<std::size_t>(level)]);
    result.toReference = atScale(result.toReference, 1.0 / scale);
  }
  return result;
}

}  // namespace gradevault
