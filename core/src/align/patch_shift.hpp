#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Half the side of a patch; a patch is 21 × 21 px.
inline constexpr int patchRadius = 10;

/// How far, in px of `reference` (8-bit grey), the patch around `centre` must be moved so that `frame` (8-bit
/// grey), seen through `toFrame` (reference px → frame px), shows the same there. Lucas and Kanade (1981),
/// with a gain and an offset for the light; frame values between pixels are bilinear. Nothing when the patch
/// or its counterpart leaves its picture, when the shift passes `most` px, when it does not settle, or when
/// the two are correlated by less than 0.7. Precondition: the patch and 1 px around it lie within
/// `reference`.
[[nodiscard]] std::optional<Point> patchShift(const cv::Mat& reference, const cv::Mat& frame,
                                              const Homography& toFrame, cv::Point centre, double most);

}  // namespace gradevault
