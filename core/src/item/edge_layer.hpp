#pragma once

#include <opencv2/core.hpp>

#include "line.hpp"
#include "work_picture.hpp"

namespace gradevault::item {

/// Colour edges at one scale: Di Zenzo's structure tensor (A note on the gradient of a multi-image, 1986) of
/// the three Lab channels, not smoothed afterwards.
struct EdgeLayer {
  cv::Mat tensor;   ///< CV_32FC3: Σ gx², Σ gx·gy, Σ gy² over the channels, (Lab units / px)²
  cv::Mat thin;     ///< CV_8UC1: 255 on ridges of the strength (non-maximum suppression), else 0
  float floor = 1;  ///< strength at which an edge counts half: 1.5 × what is usual along the frame's border

  /// How much the picture changes across `line` at (x, y), 0 … 1: s² / (s² + floor²), s the directional
  /// strength.
  [[nodiscard]] float across(const Line& line, double x, double y) const {
    return evidence(strength2(line, x, y));
  }

  /// s² at the nearest px; 0 where an edge of another direction is there, of which this would be a mere
  /// component.
  [[nodiscard]] float strength2(const Line& line, double x, double y) const;
  [[nodiscard]] float evidence(float squared) const { return squared / (squared + floor * floor); }
};

/// `sigma`: of the Gaussian before the derivative, work px.
[[nodiscard]] EdgeLayer makeEdgeLayer(const WorkPicture& work, double sigma);

/// `band`: share of the shorter side. Values of a CV_32FC1 picture in the frame's border of that width,
/// sorted.
[[nodiscard]] std::vector<float> sortedBorderValues(const cv::Mat& picture, double band);

}  // namespace gradevault::item
