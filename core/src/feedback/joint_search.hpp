#pragma once

#include <span>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::feedback {

/// Whole pixels.
struct Displacement {
  int x = 0;
  int y = 0;
};

/// The one displacement, within `reach` px of `around` each way, by which the 7 × 7 px around all of
/// `centres` in `before` are found again in `after` with the least sum of absolute differences. A centre
/// counts at most 16 levels a pixel, so that what is covered or changed is outvoted, and just as much where
/// its pixels would leave the picture; ties go to the displacement nearest to `around`. Integers.
[[nodiscard]] Displacement jointSearch(GrayView before, GrayView after, std::span<const Point> centres,
                                       const Displacement& around, int reach);

}  // namespace gradevault::feedback
