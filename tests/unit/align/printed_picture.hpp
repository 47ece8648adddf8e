#pragma once

#include <cstdint>

#include "gradevault/rectify.hpp"

namespace gradevault::test {

/// A flat picture with the look of print: shaded panels, blocks and rows of letter-like marks; all of it from
/// `seed`.
[[nodiscard]] RectifiedFrame printedPicture(Size size, std::uint32_t seed);

/// What a camera would give if `toReference` (its px → the picture's px) were the truth, in other light
/// (gain, offset) and with noise of this standard deviation.
struct Light {
  double gain = 1;
  double offset = 0;
  double noise = 0;
};
[[nodiscard]] RectifiedFrame seenThrough(const RectifiedFrame& picture, const Homography& toReference,
                                         Size size, Light light = {});

/// Largest distance in px between where two homographies take the corners of a picture of `size`.
[[nodiscard]] double cornerError(const Homography& a, const Homography& b, Size size);

}  // namespace gradevault::test
