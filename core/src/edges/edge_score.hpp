#pragma once

#include <cstdint>
#include <span>

#include "edges/edge_stages.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// One frame's score E in steps of 1/65535. Each layer is divided by its maximum over the valid pixels (0
/// stays 0): E = ((0.45·C + 0.25·L) + 0.20·S) + 0.10·D in float, one rounding a step; 65535·E + 0.5 is cut to
/// an integer. Invalid pixels score 0. `valid` is 0 or 255.
[[nodiscard]] ScoreImage frameScore(const EdgeLayers& layers, GrayView valid);

/// The maximum over frames; with two or more 0.75 of it + 0.25 of V / max V, where V = n·Σs² − (Σs)² over the
/// n frames' scores of a pixel (n² times their variance) and max V is over the valid pixels. Precondition:
/// one frame or more, all of the size of `valid`.
[[nodiscard]] ScoreImage mergedScore(std::span<const ScoreImage> frames, GrayView valid);

/// Over the valid pixels.
struct ScoreSums {
  std::uint64_t pixels = 0;
  std::uint64_t sum = 0;      ///< of the score
  std::uint64_t squares = 0;  ///< of its square
  bool operator==(const ScoreSums&) const = default;
};

/// Mean + `sigmas` standard deviations. Precondition: pixels ≥ 1.
[[nodiscard]] double maskThreshold(const ScoreSums& sums, double sigmas) noexcept;

/// The mask before it is closed: 255 where a valid pixel's score is over maskThreshold.
[[nodiscard]] GrayImage scoreMask(const ScoreImage& score, GrayView valid, double sigmas);

}  // namespace gradevault
