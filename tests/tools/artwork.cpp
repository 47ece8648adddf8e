#include "artwork.hpp"

#include <opencv2/imgproc.hpp>

#include "noise_texture.hpp"

namespace gradevault::film {
namespace {

/// Paper fibres and uneven ink: without them printed areas would be flatter than any print is.
void printGrain(cv::Mat& art, double pxPerMm, Random& random) {
  cv::Mat grain = whiteNoise(art.size(), random);
  cv::GaussianBlur(grain, grain, {}, 0.08 * pxPerMm + 0.4);
  const cv::Mat blotches = fractalNoise(art.size(), {12 * pxPerMm, 12 * pxPerMm}, 3, random);
  for (int y = 0; y < art.rows; ++y) {
    auto* row = art.ptr<cv::Vec3b>(y);
    const auto* fine = grain.ptr<float>(y);
    const auto* coarse = blotches.ptr<float>(y);
    for (int x = 0; x < art.cols; ++x) {
      const float change = 3.0F * fine[x] + 2.0F * coarse[x];
      for (int c = 0; c < 3; ++c)
        row[x][c] = cv::saturate_cast<std::uint8_t>(static_cast<float>(row[x][c]) + change);
    }
  }
}

}  // namespace

cv::Mat drawArtwork(const Item& item, Random& random) {
  cv::Mat art;
  switch (item.kind) {
    case ItemKind::comic:
      art = drawComic(item, random);
      break;
    case ItemKind::card:
      art = drawCard(item, random);
      break;
    case ItemKind::toy:
      art = drawToyBox(item, random);
      break;
  }
  printGrain(art, item.pxPerMm, random);
  return art;
}

}  // namespace gradevault::film
