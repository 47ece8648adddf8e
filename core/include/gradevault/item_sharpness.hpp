#pragma once

#include <optional>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// How far inside the item's sides a pixel of the quick luma must lie to count, px: the Laplacian reaches one
/// pixel and the quad is good to about one, so that the step from table to item is not taken for the item's
/// own detail.
inline constexpr int itemInset = 2;

/// Variance of the 3×3 Laplacian over the item alone: the pixels of the upright quick luma that lie at least
/// `itemInset` px inside all four sides and not on the picture's border. `quad` is clockwise, in px of the
/// upright full-size frame of size `frame`. Its corners are rounded to 1/16 px of the quick luma, all else is
/// integers and one division, so that the same quad gives the same bits everywhere. Absent when no pixel is
/// left or the quad is not clockwise.
[[nodiscard]] std::optional<double> itemSharpness(GrayView quickLuma, const Quad& quad, Size frame);

}  // namespace gradevault
