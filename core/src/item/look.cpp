#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "consensus.hpp"
#include "gradevault/item.hpp"
#include "pixels.hpp"
#include "quad_shape.hpp"

namespace gradevault::item {
namespace {

constexpr int thumbnailWidth = 32;
constexpr int thumbnailHeight = 48;

/// Mean lightness of a 3×3 grid around a point of the quad, by bilinear coordinates between its sides. For a
/// thumbnail this is near enough to the projective map: both quads are seen under like perspective.
double lightnessAt(const cv::Mat& picture, const Quad& quad, double u, double v) {
  const double x =
      (1 - v) * ((1 - u) * quad[0].x + u * quad[1].x) + v * ((1 - u) * quad[3].x + u * quad[2].x);
  const double y =
      (1 - v) * ((1 - u) * quad[0].y + u * quad[1].y) + v * ((1 - u) * quad[3].y + u * quad[2].y);
  const int column = std::clamp(static_cast<int>(std::lround(x)), 0, picture.cols - 1);
  const int row = std::clamp(static_cast<int>(std::lround(y)), 0, picture.rows - 1);
  const std::uint8_t* pixel = picture.ptr<std::uint8_t>(row) + column * picture.channels();
  if (picture.channels() < 3) return pixel[0];
  return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
}

}  // namespace

Look lookOf(RgbView frame, const Quad& quad) {
  const cv::Mat picture = asMat(frame);
  Look look;
  look.aspect = (sideLength(quad, 0) + sideLength(quad, 2)) / (sideLength(quad, 1) + sideLength(quad, 3));
  look.share = visibleShare(quad, frame.size());
  look.thumbnail.create(thumbnailHeight, thumbnailWidth, CV_32FC1);
  constexpr int grid = 3;
  for (int y = 0; y < thumbnailHeight; ++y) {
    for (int x = 0; x < thumbnailWidth; ++x) {
      double sum = 0;
      for (int i = 0; i < grid * grid; ++i) {
        const double u = (x + (i % grid + 0.5) / grid) / thumbnailWidth;
        const double v = (y + (i / grid + 0.5) / grid) / thumbnailHeight;
        sum += lightnessAt(picture, quad, u, v);
      }
      look.thumbnail.at<float>(y, x) = static_cast<float>(sum / (grid * grid));
    }
  }
  look.thumbnail -= cv::mean(look.thumbnail)[0];
  const double length = cv::norm(look.thumbnail);
  if (length > 1e-6) look.thumbnail *= 1 / length;
  return look;
}

double agreement(const Look& a, const Look& b) {
  const double correlation = std::max(0.0, a.thumbnail.dot(b.thumbnail));
  // A hand changes perspective and distance a little: 10 % of aspect, 25 % of area cost about a fifth each.
  const double aspect = std::log(a.aspect / b.aspect) / 0.2;
  const double share = std::log(std::max(1e-6, a.share) / std::max(1e-6, b.share)) / 0.5;
  return correlation * std::exp(-aspect * aspect - share * share);
}

}  // namespace gradevault::item
