#pragma once

#include "gradevault/image.hpp"

namespace gradevault {

/// One level of the flow's pyramid, straight from the full-size luma, edges replicated, first down the
/// columns, then along the rows. Level 0 is blurred by (1 2 1) / 4 (OpenCV's 3 taps for sigma 0); the others
/// by `decimationTaps`. A sum goes from the middle tap outwards: t0·(a + b), + t1·(c + d), … in float.
/// Precondition: not empty; 0 ≤ level ≤ deepestLevel.
[[nodiscard]] FloatImage levelLuma(GrayView luma, int level);

}  // namespace gradevault
