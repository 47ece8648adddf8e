#pragma once

#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault {

/// What method `edges` reads off one luma, as integers; the square roots come later, one a pixel. All four
/// pictures have the luma's size.
struct EdgeLayers {
  GrayImage canny;  ///< hundredths: 50 where Canny(15, 60) has an edge, + 35 (30, 100), + 15 (50, 150)
  Image<std::uint16_t> laplacian;  ///< |Laplacian|, border 101, 0 … 1020
  Image<std::int32_t> gradient;    ///< squared 3×3 Sobel magnitude dx² + dy², border 101, below 2^22
  Image<std::int32_t> deviation;  ///< 25·Σv² − (Σv)² over 5×5, border 101: 625 times the variance, below 2^24
  bool operator==(const EdgeLayers&) const = default;
};

/// The parts of method `edges` that each CPU engine computes its own way; all give the same integers.
/// Stateless, so safe from several threads. Members may throw std::exception; the caller turns it into an
/// Error.
class EdgeStages {
 public:
  virtual ~EdgeStages() = default;
  /// Precondition: not empty, one channel.
  [[nodiscard]] virtual EdgeLayers layers(GrayView luma) const = 0;
  /// Closing with a 2×2 square as OpenCV's MORPH_CLOSE has it: the square reaches up and left in both steps
  /// (so closed areas lie one pixel further right and down), what lies outside the picture counts for neither
  /// step. `mask` is 0 or 255.
  [[nodiscard]] virtual GrayImage closed(GrayView mask) const = 0;
};

}  // namespace gradevault
