#pragma once

#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault {

/// No component of a displacement counts for more than this, in px: far more than a pyramid of this depth can
/// follow, and a length in 2^-20 px still fits 32 bits.
inline constexpr float maxDisplacement = 1024.0F;

/// The displacement as it may be used: not-a-number becomes 0, the rest is clamped to ± maxDisplacement.
[[nodiscard]] constexpr float boundedDisplacement(float value) noexcept {
  if (!(value == value)) return 0.0F;
  if (value > maxDisplacement) return maxDisplacement;
  return value < -maxDisplacement ? -maxDisplacement : value;
}

/// Sum of the lengths of a dense flow in fixed point, in steps of 2^-20 px. Each length is one float
/// expression, sqrt(dx·dx + dy·dy) of the bounded displacement, cut to the step below; so the sum has no
/// order. `flow` has two channels, dx and dy in px.
[[nodiscard]] std::int64_t flowLengthSum(FloatView flow);

/// Mean length in px. Precondition: pixels ≥ 1.
[[nodiscard]] double meanFlowLength(std::int64_t lengthSum, std::int64_t pixels) noexcept;

}  // namespace gradevault
