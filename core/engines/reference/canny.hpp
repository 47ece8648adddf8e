#pragma once

#include "gradevault/image.hpp"

namespace gradevault {

/// Gradient magnitude where it is a ridge, 0 elsewhere: 3×3 Sobel with replicated border, |dx| + |dy| (0 …
/// 2040; outside the picture 0), suppressed across the gradient's direction in four sectors. OpenCV's
/// conventions (modules/imgproc, canny.cpp): tan 22.5° as 13573 / 2^15, and of two equal neighbours in a row
/// the right or lower one is suppressed; on a diagonal both must be smaller. Method: Canny, "A computational
/// approach to edge detection", 1986.
[[nodiscard]] Image<std::uint16_t> gradientRidges(GrayView luma);

/// 255 where a ridge over `low` is 8-connected, through ridges over `low`, to one over `high`; else 0. Both
/// strict. Precondition: 0 ≤ low ≤ high.
[[nodiscard]] GrayImage edgesByHysteresis(ImageView<const std::uint16_t> ridges, int low, int high);

}  // namespace gradevault
