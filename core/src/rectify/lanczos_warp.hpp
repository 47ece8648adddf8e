#pragma once

#include <cstdint>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// A picture and its colours, warped by one map.
struct WarpedPictures {
  GrayImage luma;
  RgbImage rgb;
  GrayImage valid;
};

/// Pictures of `size` whose pixel p shows the source at `toSource` · p: separable Lanczos over 8×8 px in
/// float (columns, then rows, in a fixed order), rounded and clamped; the source's border is replicated. A
/// pixel is valid when its source position lies on the source (−0.5 … width − 0.5, likewise down) and the up
/// to four source pixels around it are valid. `rgb` and `valid` may be empty: no colours come back, every
/// source pixel is valid.
[[nodiscard]] WarpedPictures lanczosWarp(GrayView luma, RgbView rgb, GrayView valid,
                                         const Homography& toSource, Size size);

}  // namespace gradevault
