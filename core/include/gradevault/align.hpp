#pragma once

#include <string>

#include "gradevault/options.hpp"
#include "gradevault/rectify.hpp"

namespace gradevault {

/// How one rectified frame was brought onto the sharpest one.
struct Alignment {
  bool ok = false;
  std::string reason;        ///< when not ok: why the frame is left out
  int matches = 0;           ///< cross-checked ORB matches that lie no farther apart than a corner may move
  int inliers = 0;           ///< of them within `Options::ransacThreshold` px
  Homography toReference{};  ///< frame's rectified px → reference's rectified px
};

/// A frame's luma, colours and valid mask in the reference's pixels.
struct AlignedPictures {
  Alignment alignment;
  RectifiedFrame frame;  ///< empty unless alignment.ok
};

/// ORB (`orbFeatures`; FAST threshold 20, or 5 where that leaves fewer than 200) on both lumas, brute-force Hamming
/// matches with cross check, RANSAC homography; then a refinement by small patches, which brings the corners from some px
/// to a tenth of one (docs/decisions/0031-alignment-refinement.md), and a Lanczos warp of luma, colours and valid mask.
/// Refused, each with its reason: fewer than 12 inliers or 25 % of the matches, fewer than 12 patches that agree within a
/// pixel, a homography that moves a corner by more than 10 % of the long side or turns the picture over. Every run and
/// thread gives the same result.
[[nodiscard]] AlignedPictures alignTo(const RectifiedFrame& reference, const RectifiedFrame& frame,
                                      const Options& options);

}  // namespace gradevault
