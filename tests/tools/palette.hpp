#pragma once

#include <opencv2/core.hpp>

#include "random.hpp"

namespace gradevault::film {

/// BGR, 0 … 255, from hue in degrees, saturation and value in 0 … 1.
cv::Scalar colourOf(double hue, double saturation, double value);

/// Hue in degrees from a turn of the painter's wheel (0 … 1, beyond wraps): red, yellow and blue equally far
/// apart, where the hue circle gives a third of itself to greens.
double printHue(double turn);

/// a + (b - a) · share, per channel; share in 0 … 1.
cv::Scalar mix(const cv::Scalar& a, const cv::Scalar& b, double share);

/// The inks of one printed item, BGR.
struct Palette {
  cv::Scalar ground;     ///< Background, dark for some covers and light for others.
  cv::Scalar groundFar;  ///< Where the background's gradient ends.
  cv::Scalar accent;
  cv::Scalar second;
  cv::Scalar third;
  cv::Scalar ink;    ///< Nearly black.
  cv::Scalar paper;  ///< Nearly white, somewhat yellow on old paper.
  cv::Scalar skin;
  bool dark = false;  ///< The background is dark.
};

Palette choosePalette(Random& random);

}  // namespace gradevault::film
