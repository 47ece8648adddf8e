#pragma once

#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault {

/// What the variance of the 3×3 Laplacian (0 1 0 / 1 −4 1 / 0 1 0) is made of; every engine sums the same
/// integers.
struct LaplacianSums {
  std::int64_t sum = 0;      ///< of the Laplacian, each −1020 … 1020
  std::int64_t squares = 0;  ///< of its square
  std::int64_t pixels = 0;
  bool operator==(const LaplacianSums&) const = default;
};

/// The definition, pixel by pixel. The border is mirrored without repeating the outermost pixel; along a side
/// of 1 px the picture counts as constant. Precondition: not empty.
[[nodiscard]] LaplacianSums laplacianSums(GrayView luma);

/// Variance (of the whole population): (pixels · squares − sum²) / pixels², rounded once.
/// Precondition: 1 … 2^31 pixels.
[[nodiscard]] double variance(const LaplacianSums& sums) noexcept;

}  // namespace gradevault
