#pragma once

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::item {

/// Moves each side of a quad (full px, right to about `reach` px) onto its edge in the full-size picture, to
/// about a tenth of a pixel: profiles across the side, projected on the colour step from outside to inside;
/// their steepest place to sub-pixel; a robust line through these; corners where the lines meet. A side with
/// too little evidence stays.
[[nodiscard]] Quad refined(RgbView frame, const Quad& quad, double reach);

}  // namespace gradevault::item
