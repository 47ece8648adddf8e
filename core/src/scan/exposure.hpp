#pragma once

#include <cstdint>

#include "gradevault/image.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

inline constexpr int darkestLuma = 5;      ///< up to here a pixel is dark
inline constexpr int brightestLuma = 250;  ///< from here a pixel is bright

/// What exposure is made of; every engine counts the same integers.
struct ExposureCounts {
  std::int64_t sum = 0;     ///< of the luma
  std::int64_t dark = 0;    ///< pixels ≤ darkestLuma
  std::int64_t bright = 0;  ///< pixels ≥ brightestLuma
  bool operator==(const ExposureCounts&) const = default;
};

/// The definition, pixel by pixel.
[[nodiscard]] ExposureCounts exposureCounts(GrayView luma);

/// The smallest luma that at least 99 % of the pixels do not exceed: how bright the brightest things are, but for glints. A dark
/// item on a dark table keeps it high as long as some paper is white; too little light does not.
[[nodiscard]] int highlightLuma(GrayView luma);

/// Writes `meanLuma`, `darkShare` and `brightShare`: each one division of integers. Precondition: pixels ≥ 1.
void writeExposure(const ExposureCounts& counts, std::int64_t pixels, QuickSample& sample) noexcept;

}  // namespace gradevault
