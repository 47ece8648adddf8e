#pragma once

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"
#include "gradevault/options.hpp"

namespace gradevault {

/// The item, upright and filling the picture.
struct RectifiedFrame {
  GrayImage luma;
  RgbImage rgb;
  GrayImage valid;            ///< 255 where the source pixel (with its Lanczos window's centre) lies inside the frame
  Homography fromFrame{};     ///< upright frame px → rectified px
};

/// The rectified picture's size for a quad: the longer of top and bottom side by the longer of left and right side,
/// rounded, each at least 16, scaled down together to at most `Options::maxRectifiedSide`.
[[nodiscard]] Size rectifiedSize(const Quad& quad, const Options& options) noexcept;

/// Warps `luma` and `rgb` (upright, equal size) so that `quad` fills `size`: Lanczos over 8×8 px, border replicated and
/// marked invalid. Precondition: the quad is convex with an area over 0.
[[nodiscard]] RectifiedFrame rectify(GrayView luma, RgbView rgb, const Quad& quad, Size size);

/// No quad: the frame is used whole, unwarped.
[[nodiscard]] RectifiedFrame wholeFrame(GrayView luma, RgbView rgb);

}  // namespace gradevault
