#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Saturated blobs of one frame: 8-connected areas of luma ≥ `Options::glareLevel` that cover at least
/// `Options::glareBlobShare` of the frame.
struct Glare {
  double share = 0;            ///< of the frame's pixels, 0 … 1
  std::vector<Rect> blobs;     ///< bounding boxes in px of the quick luma, largest area first (ties: upper, then left), ≤ 8
  bool operator==(const Glare&) const = default;
};

/// One frame on the quick luma.
struct QuickSample {
  double sharpness = 0;           ///< variance of the 3×3 Laplacian, exact numerator and denominator, one rounding
  std::optional<double> motion;   ///< mean flow length from the frame before, px of the quick luma; absent without one
  double meanLuma = 0;            ///< 0 … 255
  double darkShare = 0;           ///< share of pixels ≤ 5
  double brightShare = 0;         ///< share of pixels ≥ 250
  int highlightLuma = 0;          ///< the smallest luma that 99 % of the pixels do not exceed
  Glare glare;
  bool operator==(const QuickSample&) const = default;
};

/// One frame on the full-size luma; only with `Profile::precise`.
struct PreciseSample {
  double sharpness = 0;
  std::optional<double> motion;   ///< px of the full-size luma
  bool operator==(const PreciseSample&) const = default;
};

struct FrameScan {
  QuickSample quick;
  std::optional<PreciseSample> precise;
  bool operator==(const FrameScan&) const = default;
};

/// One entry a frame of the capture, in presentation order.
struct FrameRecord {
  double time = 0;                ///< s since the first frame
  bool lost = false;              ///< the decoder reported damage: not analysed, `scan` absent
  std::optional<FrameScan> scan;
};

}  // namespace gradevault
