#include "gradevault/rectify.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "gradevault/item.hpp"
#include "rectify/homography.hpp"
#include "rectify/lanczos_warp.hpp"
#include "rectify/mat_view.hpp"

namespace gradevault {
namespace {

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

// Standard deviation in px of the Gaussian that brings a picture, taken as blurred by half a pixel, to half
// of the larger pixels (the rule of scale-space pyramids); 0 where the picture is not made smaller by a tenth
// or more.
double antiAliasSigma(const Quad& quad, Size size) {
  const double scale = std::sqrt(std::abs(area(quad)) / (static_cast<double>(size.width) * size.height));
  return scale > 1.1 ? 0.5 * std::sqrt(scale * scale - 1.0) : 0.0;
}

Image<std::uint8_t> blurred(ImageView<const std::uint8_t> picture, double sigma) {
  Image<std::uint8_t> out(picture.width(), picture.height(), picture.channels());
  cv::Mat target = matOver(out.view());
  cv::GaussianBlur(matOver(picture), target, cv::Size(), sigma, sigma, cv::BORDER_REPLICATE);
  return out;
}

}  // namespace

Size rectifiedSize(const Quad& quad, const Options& options) noexcept {
  const auto& [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const double width = std::max(distance(topLeft, topRight), distance(bottomLeft, bottomRight));
  const double height = std::max(distance(topLeft, bottomLeft), distance(topRight, bottomRight));
  const double shrink = std::min(1.0, options.maxRectifiedSide / std::max({width, height, 1.0}));
  // The comparison's order makes a NaN 16.
  const auto side = [&](double length) {
    return length * shrink > 16.0 ? static_cast<int>(std::lround(length * shrink)) : 16;
  };
  return {side(width), side(height)};
}

RectifiedFrame rectify(GrayView luma, RgbView rgb, const Quad& quad, Size size) {
  assert(luma.size() == rgb.size() || rgb.empty());
  const Homography toFrame = rectifiedToFrame(quad, size);
  WarpedPictures warped;
  if (const double sigma = antiAliasSigma(quad, size); sigma > 0.0) {
    const GrayImage smoothLuma = blurred(luma, sigma);
    const RgbImage smoothRgb = rgb.empty() ? RgbImage() : blurred(rgb, sigma);
    warped = lanczosWarp(smoothLuma.view(), smoothRgb.view(), {}, toFrame, size);
  } else {
    warped = lanczosWarp(luma, rgb, {}, toFrame, size);
  }
  return {std::move(warped.luma), std::move(warped.rgb), std::move(warped.valid), inverse(toFrame)};
}

RectifiedFrame wholeFrame(GrayView luma, RgbView rgb) {
  GrayImage valid(luma.width(), luma.height());
  std::fill_n(valid.view().data(), valid.pixels().size(), std::uint8_t{255});
  return {GrayImage(luma), RgbImage(rgb), std::move(valid), {1, 0, 0, 0, 1, 0, 0, 0, 1}};
}

}  // namespace gradevault
