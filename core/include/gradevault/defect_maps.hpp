#pragma once

#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault {

/// One rectified golden frame, aligned to the sharpest one. All frames of a call have one size.
struct AlignedFrame {
  GrayView luma;
  GrayView valid;  ///< 255 where the pixel came from inside the frame, else 0
};

/// Method `edges` (the prototype's), a score a pixel. Per frame, over pixels valid in all frames:
/// C = 0.50·Canny(15, 60) + 0.35·Canny(30, 100) + 0.15·Canny(50, 150) (each 0 or 1), L = |Laplacian|, S = Sobel
/// magnitude, D = 5×5 local standard deviation; each divided by its maximum over those pixels (0 stays 0);
/// E = 0.45·C + 0.25·L + 0.20·S + 0.10·D. Score = max over frames of E; with two frames or more
/// 0.75·score + 0.25·variance / max(variance), the variance across frames. Invalid pixels score 0.
/// Mask: score over mean + σ·`Options::maskSigma` of the valid pixels (from integers: the score in 16-bit steps),
/// closed with a 2×2 square, inside the valid area.
struct DefectMaps {
  Image<std::uint16_t> score;  ///< round(score · 65535)
  GrayImage mask;              ///< 255 where a defect is seen, else 0
  GrayImage valid;             ///< 255 where every frame is valid
  double defectPercentage = 0; ///< 100 · mask pixels / valid pixels
};

}  // namespace gradevault
