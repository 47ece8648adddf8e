#pragma once

#include <string>

#include "gradevault/options.hpp"
#include "gradevault/rectify.hpp"

namespace gradevault {

/// How one rectified frame was brought onto the sharpest one.
struct Alignment {
  bool ok = false;
  std::string reason;        ///< when not ok: why the frame is left out
  int matches = 0;           ///< cross-checked ORB matches
  int inliers = 0;           ///< of them within `Options::ransacThreshold` px
  Homography toReference{};  ///< frame's rectified px → reference's rectified px
};

/// A frame's luma, colours and valid mask in the reference's pixels.
struct AlignedPictures {
  Alignment alignment;
  RectifiedFrame frame;  ///< empty unless alignment.ok
};

/// ORB (`orbFeatures`) on both lumas, brute-force Hamming matches with cross check, RANSAC homography (seeded, so that
/// every run is the same), then a Lanczos warp. Refused: fewer than 12 inliers or 25 % of the matches, a homography that
/// moves a corner by more than 10 % of the long side or turns the picture over.
[[nodiscard]] AlignedPictures alignTo(const RectifiedFrame& reference, const RectifiedFrame& frame,
                                      const Options& options);

}  // namespace gradevault
