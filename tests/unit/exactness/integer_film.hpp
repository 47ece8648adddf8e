#pragma once

#include "gradevault/image.hpp"

namespace gradevault::testing {

/// Frame `frame` of a made-up capture: detail at three scales that drifts by sixteenths of a pixel, sensor
/// noise, a saturated patch and a black one. Of integers only, so that a seed gives the same pixels on every
/// machine. Precondition: size not empty.
[[nodiscard]] GrayImage integerFilm(Size size, unsigned seed, int frame);

}  // namespace gradevault::testing
