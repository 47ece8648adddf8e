#pragma once

#include <cstdint>

#include <span>

#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"
#include "gradevault/trace.hpp"

namespace gradevault {

/// Scores in steps of 1/65535; invalid pixels score 0.
using ScoreImage = Image<std::uint16_t>;

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
/// Safe from several threads. Members may throw std::exception; the caller turns it into an Error. What has a
/// definition in edge_score.hpp does that unless an engine knows a faster way to the same bits; its parallel work
/// goes to `executor`.
class EdgeStages {
 public:
  virtual ~EdgeStages() = default;
  /// Precondition: not empty, one channel.
  [[nodiscard]] virtual EdgeLayers layers(GrayView luma) const = 0;
  /// gradevault::frameScore of `luma`'s layers.
  [[nodiscard]] virtual ScoreImage frameScore(GrayView luma, GrayView valid, Executor& executor, Trace* trace) const;
  /// gradevault::mergedScore.
  [[nodiscard]] virtual ScoreImage mergedScore(std::span<const ScoreImage> frames, GrayView valid,
                                               Executor& executor) const;
  /// gradevault::scoreMask.
  [[nodiscard]] virtual GrayImage scoreMask(const ScoreImage& score, GrayView valid, double sigmas,
                                            Executor& executor) const;
  /// Closing with a 2×2 square as OpenCV's MORPH_CLOSE has it: the square reaches up and left in both steps
  /// (so closed areas lie one pixel further right and down), what lies outside the picture counts for neither
  /// step. `mask` is 0 or 255.
  [[nodiscard]] virtual GrayImage closed(GrayView mask) const = 0;
};

}  // namespace gradevault
