#include "gradevault/align.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/calib3d.hpp>
#include <utility>

#include "align/feature_matches.hpp"
#include "align/plausibility.hpp"
#include "align/refinement.hpp"
#include "rectify/homography.hpp"
#include "rectify/lanczos_warp.hpp"

namespace gradevault {
namespace {

constexpr int fewestInliers = 12;
constexpr double smallestInlierShare = 0.25;

// The item was rectified by its outline already, so a match across half of the picture is a wrong one;
// leaving those out spares RANSAC the repeated dots and letters of print.
void keepPlausible(FeatureMatches& matches, Size frame, Size reference) {
  const double scaleX = static_cast<double>(reference.width) / frame.width;
  const double scaleY = static_cast<double>(reference.height) / frame.height;
  const double reach = mostCornerShift * std::max(reference.width, reference.height);
  FeatureMatches kept;
  for (std::size_t i = 0; i < matches.frame.size(); ++i) {
    const double dx = matches.reference[i].x - matches.frame[i].x * scaleX;
    const double dy = matches.reference[i].y - matches.frame[i].y * scaleY;
    if (dx * dx + dy * dy > reach * reach) continue;
    kept.frame.push_back(matches.frame[i]);
    kept.reference.push_back(matches.reference[i]);
  }
  matches = std::move(kept);
}

Alignment estimate(const RectifiedFrame& reference, const RectifiedFrame& frame, const Options& options) {
  Alignment result;
  FeatureMatches matches = matchFeatures(frame.luma.view(), frame.valid.view(), reference.luma.view(),
                                         reference.valid.view(), options.orbFeatures);
  keepPlausible(matches, frame.luma.size(), reference.luma.size());
  result.matches = static_cast<int>(matches.frame.size());
  if (result.matches < fewestInliers) {
    result.reason = "too little in common with the sharpest frame: " + std::to_string(result.matches) +
                    " matching features, " + std::to_string(fewestInliers) + " needed";
    return result;
  }
  // findHomography's RANSAC seeds a generator of its own, so every run and thread draws the same samples.
  cv::Mat inlier;
  const cv::Mat found =
      cv::findHomography(matches.frame, matches.reference, cv::RANSAC, options.ransacThreshold, inlier);
  if (found.empty()) {
    result.reason = "no homography fits the matches";
    return result;
  }
  result.inliers = cv::countNonZero(inlier);
  for (std::size_t i = 0; i < 9; ++i) {
    result.toReference[i] = found.at<double>(static_cast<int>(i / 3), static_cast<int>(i % 3));
  }
  if (result.inliers < fewestInliers || result.inliers < smallestInlierShare * result.matches) {
    result.reason = "the matches disagree: " + std::to_string(result.inliers) + " of " +
                    std::to_string(result.matches) + " fit one homography";
    return result;
  }
  const Refinement fine =
      refined(result.toReference, frame.luma.view(), reference.luma.view(), reference.valid.view());
  if (fine.agreeing < fewestInliers) {
    result.reason = "too few details to align by: " + std::to_string(fine.agreeing) + " of " +
                    std::to_string(fine.patches) + " patches agree, " + std::to_string(fewestInliers) +
                    " needed";
    return result;
  }
  result.toReference = fine.toReference;
  result.reason = implausibility(result.toReference, frame.luma.size(), reference.luma.size());
  result.ok = result.reason.empty();
  return result;
}

}  // namespace

AlignedPictures alignTo(const RectifiedFrame& reference, const RectifiedFrame& frame,
                        const Options& options) {
  AlignedPictures result;
  try {
    result.alignment = estimate(reference, frame, options);
  } catch (const cv::Exception& error) {
    result.alignment.ok = false;
    result.alignment.reason = "OpenCV could not align the frame: " + error.err;
  }
  if (!result.alignment.ok) return result;
  const Homography& toReference = result.alignment.toReference;
  WarpedPictures warped = lanczosWarp(frame.luma.view(), frame.rgb.view(), frame.valid.view(),
                                      inverse(toReference), reference.luma.size());
  result.frame = {std::move(warped.luma), std::move(warped.rgb), std::move(warped.valid),
                  product(toReference, frame.fromFrame)};
  return result;
}

}  // namespace gradevault
