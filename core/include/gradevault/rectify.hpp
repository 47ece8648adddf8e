#pragma once

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"
#include "gradevault/options.hpp"

namespace gradevault {

/// The item, upright and filling the picture.
struct RectifiedFrame {
  GrayImage luma;
  RgbImage rgb;
  GrayImage valid;            ///< 255 where the source position lies on the frame (−0.5 … width − 0.5 px), else 0
  Homography fromFrame{};     ///< upright frame px → rectified px
};

/// The rectified picture's size for a quad: the longer of top and bottom side by the longer of left and right side,
/// rounded, each at least 16, scaled down together to at most `Options::maxRectifiedSide`.
[[nodiscard]] Size rectifiedSize(const Quad& quad, const Options& options) noexcept;

/// Warps `luma` and `rgb` (upright, equal size; `rgb` may be empty) so that `quad` fills `size`: the quad's corners come
/// to the picture's outer corners, (−0.5, −0.5) … (width − 0.5, height − 0.5), so that the quad around a whole frame gives
/// the same picture back. Lanczos over 8×8 px; where the quad reaches out of the frame, its border is replicated and
/// marked invalid. A picture that gets smaller by more than a tenth is smoothed first, against aliasing.
/// Precondition: the quad is convex with an area over 0.
[[nodiscard]] RectifiedFrame rectify(GrayView luma, RgbView rgb, const Quad& quad, Size size);

/// No quad: the frame is used whole, unwarped.
[[nodiscard]] RectifiedFrame wholeFrame(GrayView luma, RgbView rgb);

}  // namespace gradevault
