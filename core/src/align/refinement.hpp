#pragma once

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// What the refinement made of a rough alignment.
struct Refinement {
  Homography toReference{};
  int patches = 0;   ///< that found their counterpart, at full size
  int agreeing = 0;  ///< of them within 1 px of the homography
};

/// From the homography of ORB's whole-pixel corners (good to some px, worse where the print has none) to a
/// tenth of a pixel: in a grid of 16 × 16 cells the most corner-like patch of each is found again by
/// `patchShift`, and RANSAC fits the homography to those that agree; at a quarter of the size, half and full.
/// Patches that the light has changed drop out. With fewer than 12 patches a step leaves the homography as it
/// is. May throw cv::Exception.
[[nodiscard]] Refinement refined(const Homography& toReference, GrayView frame, GrayView reference,
                                 GrayView referenceValid);

}  // namespace gradevault
