#pragma once

#include <cstdint>
#include <span>

#include "edges/edge_stages.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

using ScoreImage = Image<std::uint16_t>;

/// One frame's score E in steps of 1/65535. Each layer is divided by its maximum over the valid pixels (0
/// stays 0): E = ((0.45·C + 0.25·L) + 0.20·S) + 0.10·D in float, one rounding a step; 65535·E + 0.5 is cut to
/// an integer. Invalid pixels score 0. `valid` is 0 or 255.
[[nodiscard]] ScoreImage frameScore(const EdgeLayers& layers, GrayView valid);

/// The maximum over frames; with two or more 0.75 of it + 0.25 of V / max V, where V = n·Σs² − (Σs)² over the
/// n frames' scores of a pixel (n² times their variance) and max V is over the valid pixels. Precondition:
/// one frame or more, all of the size of `valid`.
[[nodiscard]] ScoreImage mergedScore(std::span<const ScoreImage> frames, GrayView valid);

/// What the mask's threshold is made of, over the valid pixels.
struct ScoreSums {
  std::uint64_t pixels = 0;
  std::uint64_t sum = 0;      ///< of the scores
  std::uint64_t squares = 0;  ///< of their squares
};

/// Mean + `sigmas` standard deviations. Precondition: one pixel or more.
[[nodiscard]] double scoreThreshold(const ScoreSums& sums, double sigmas) noexcept;

/// The mask before it is closed: 255 where a valid pixel's score is over mean + `sigmas` standard deviations
/// of all valid ones. Both come from the integer sums of score and score².
[[nodiscard]] GrayImage scoreMask(const ScoreImage& score, GrayView valid, double sigmas);

}  // namespace gradevault
