#include "canny.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "mat_over.hpp"
#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

GrayImage stockCanny(const GrayImage& picture, double low, double high) {
  GrayImage edges(picture.width(), picture.height());
  cv::Canny(matOver(picture.view()), matOver(edges.view()), low, high, 3, false);
  return edges;
}

void expectStockEdges(const GrayImage& picture, const char* what) {
  const Image<std::uint16_t> ridges = gradientRidges(picture.view());
  for (const auto& [low, high] : {std::pair{15, 60}, {30, 100}, {50, 150}, {0, 0}, {400, 900}, {100, 100}}) {
    EXPECT_EQ(edgesByHysteresis(ridges.view(), low, high), stockCanny(picture, low, high))
        << what << ' ' << picture.size() << " at " << low << '/' << high;
  }
}

/// Few levels, so that neighbouring magnitudes are often equal and every tie of the suppression is met.
GrayImage coarseNoise(Size size, unsigned seed) {
  GrayImage picture = testing::noise(size, seed);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x)
      picture.at(x, y) = static_cast<std::uint8_t>(picture.at(x, y) / 86 * 40);
  }
  return picture;
}

TEST(Canny, EqualsOpenCvOnNoiseAtAwkwardSizes) {
  for (const Size size : testing::awkwardSizes) expectStockEdges(testing::noise(size, 21), "noise");
}

TEST(Canny, EqualsOpenCvWhereMagnitudesAreOftenEqual) {
  for (const Size size : testing::awkwardSizes) expectStockEdges(coarseNoise(size, 22), "coarse noise");
}

TEST(Canny, EqualsOpenCvOnSmoothPictures) {
  for (const Size size : testing::awkwardSizes) expectStockEdges(testing::waves(size), "waves");
}

TEST(Canny, EqualsOpenCvOnLongThinChainsThatOnlyHysteresisKeeps) {
  GrayImage picture = testing::constant({301, 203}, 100);
  for (int x = 0; x < 301; ++x) {
    const int y = 101 + (x * x) % 7 - 3;
    for (int below = y; below < 203; ++below) picture.at(x, below) = 112;
  }
  picture.at(5, 100) = 255;
  expectStockEdges(picture, "a faint step with one strong pixel");
}

TEST(Canny, SeesNothingInAConstantPicture) {
  const Image<std::uint16_t> ridges = gradientRidges(testing::constant({31, 17}, 90).view());
  EXPECT_EQ(edgesByHysteresis(ridges.view(), 0, 0), GrayImage(31, 17));
}

}  // namespace
}  // namespace gradevault
