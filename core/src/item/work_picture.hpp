#pragma once

#include <opencv2/core.hpp>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::item {

/// A frame at the size the search works at. Proposals and scores are in its px; only the last refinement goes
/// back to the full size.
struct WorkPicture {
  Size full;          ///< the frame's
  cv::Mat lab;        ///< CV_32FC3: CIE L 0 … 100, a, b
  cv::Mat gray8;      ///< CV_8UC1: L scaled to 0 … 255
  double scaleX = 1;  ///< work px per full px
  double scaleY = 1;

  [[nodiscard]] Size size() const noexcept { return {lab.cols, lab.rows}; }
  [[nodiscard]] Point toFull(const Point& p) const noexcept {
    return {(p.x + 0.5) / scaleX - 0.5, (p.y + 0.5) / scaleY - 0.5};
  }
  [[nodiscard]] Quad toWork(const Quad& quad) const noexcept {
    Quad result = quad;
    for (Point& p : result) p = {(p.x + 0.5) * scaleX - 0.5, (p.y + 0.5) * scaleY - 0.5};
    return result;
  }
  [[nodiscard]] Quad toFull(const Quad& quad) const noexcept {
    return {toFull(quad[0]), toFull(quad[1]), toFull(quad[2]), toFull(quad[3])};
  }
};

/// The size that the score's weights were found at, px.
inline constexpr int usualLongSide = 640;

/// `frame` has 3 channels (or 1, taken as grey) and at least one pixel; it is made smaller where its long
/// side is over `longSide` px.
[[nodiscard]] WorkPicture makeWorkPicture(RgbView frame, int longSide = usualLongSide);

}  // namespace gradevault::item
