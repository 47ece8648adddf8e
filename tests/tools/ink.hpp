#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "palette.hpp"
#include "random.hpp"

/// The marks that printed items are made of. Every function draws into `art` (CV_8UC3, BGR), clipped to it;
/// rectangles and lengths are in px of `art`.
namespace gradevault::film {

/// A linear blend from `from` at the top to `to` at the bottom, or from left to right.
void gradient(cv::Mat& art, cv::Rect area, const cv::Scalar& from, const cv::Scalar& to,
              bool sideways = false);

/// A rotated screen of round dots that grow from nothing at the top to `fullest` (share of the cell's half
/// width, 0 … 1) at the bottom, or upside down.
struct HalftoneScreen {
  double pitch = 4;
  double angleDegrees = 45;
  double fullest = 0.8;
  bool denseAtTop = false;
};
void halftone(cv::Mat& art, cv::Rect area, const cv::Scalar& ink, const HalftoneScreen& screen);

/// One line of heavy lettering, stretched to fill `box`, with an outline of `outline` px.
void lettering(cv::Mat& art, const std::string& text, cv::Rect box, const cv::Scalar& fill,
               const cv::Scalar& edge, int outline, int font);

/// Lines of small words that fill `box`, each `lineHeight` px high.
void smallText(cv::Mat& art, cv::Rect box, int lineHeight, const cv::Scalar& ink, Random& random);

void barcode(cv::Mat& art, cv::Rect box, Random& random);

/// A star of spikes with an ink outline.
void burst(cv::Mat& art, cv::Point centre, double outer, double inner, int spikes, const cv::Scalar& fill,
           const cv::Scalar& edge, Random& random);

/// Rays that leave `centre`, every other one coloured.
void rays(cv::Mat& art, cv::Rect area, cv::Point centre, int count, const cv::Scalar& colour);

/// A costumed figure with a cape that fills `box`, in flat colours and ink lines.
void figure(cv::Mat& art, cv::Rect box, const Palette& palette, Random& random);

/// A row of towers with lit windows on the bottom of `area`.
void skyline(cv::Mat& art, cv::Rect area, const cv::Scalar& wall, const cv::Scalar& window, Random& random);

/// A robot or vehicle made of blocks and wheels that fills `box`.
void machine(cv::Mat& art, cv::Rect box, const Palette& palette, Random& random);

/// Words for titles, in capitals.
std::string titleWord(Random& random);

}  // namespace gradevault::film
