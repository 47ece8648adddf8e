#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "gradevault/image.hpp"

namespace gradevault {

/// Pairs of points that ORB takes for the same spot of the item; px of each picture.
struct FeatureMatches {
  std::vector<cv::Point2f> frame;
  std::vector<cv::Point2f> reference;
};

/// ORB (Rublee et al., ORB: an efficient alternative to SIFT or SURF, 2011): 8 levels of scale 1.2, patch 31
/// px, at most `features` corners of FAST threshold 20, or 5 in both pictures when either has fewer than 200
/// (plain covers, dim light). Brute-force Hamming matches that are each other's best. Nothing of it draws
/// random numbers. May throw cv::Exception.
[[nodiscard]] FeatureMatches matchFeatures(GrayView frame, GrayView frameValid, GrayView reference,
                                           GrayView referenceValid, int features);

}  // namespace gradevault
