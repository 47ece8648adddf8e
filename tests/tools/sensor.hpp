#pragma once

#include <opencv2/core.hpp>

#include "film_options.hpp"
#include "lamp.hpp"
#include "random.hpp"

namespace gradevault::film {

/// One upright picture as it is handed to the encoder: 4:2:0 planes, in the range and bit depth of the
/// options (CV_8UC1, or CV_16UC1 with 10 significant low bits). Chroma is sited left, as H.264 assumes.
struct FilmFrame {
  cv::Mat luma;
  cv::Mat cb;
  cv::Mat cr;
};

/// What reached the sensor, before light: full-range codes 0 … 255.
struct Exposed {
  cv::Mat luma;    ///< CV_8UC1, frame size
  cv::Mat chroma;  ///< CV_8UC2, half the frame size: Cb, Cr
};

/// Turns light into codes and adds noise. The noise is one fixed field, shifted and mirrored anew for each
/// frame.
class Sensor {
 public:
  Sensor(const FilmOptions& options, Random& random);

  /// @param glossy CV_8UC1, frame size: share of the gloss (of 255) that each px shows.
  void develop(const Exposed& exposed, const LightGrid& light, const cv::Mat& glossy, FilmFrame& out);

 private:
  cv::Mat noisePatch(cv::Size size);

  int bitDepth_;
  bool fullRange_;
  float sigma_;  ///< Noise of luma mid-tones, in 8-bit codes.
  cv::Mat field_;
  Random random_;
  cv::Mat gain_, gloss_, halfGain_, halfGloss_, halfGlossy_, patch_;
};

}  // namespace gradevault::film
