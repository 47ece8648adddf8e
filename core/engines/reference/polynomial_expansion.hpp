#pragma once

#include "gradevault/image.hpp"

namespace gradevault {

/// What the five channels of an expansion are: coefficients of the local fit c + bx·x + by·y + axx·x² +
/// ayy·y² + axy·x·y.
enum ExpansionChannel { slopeX, slopeY, curvatureXx, curvatureYy, curvatureXy, expansionChannels };

/// The fit around every pixel with the filters of polynomial_taps.hpp, edges replicated, first down the
/// columns, then along the rows; a sum goes from the middle tap outwards, in float. Precondition: one
/// channel, not empty.
[[nodiscard]] FloatImage polynomialExpansion(FloatView level);

}  // namespace gradevault
