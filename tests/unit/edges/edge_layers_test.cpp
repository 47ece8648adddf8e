#include <gtest/gtest.h>

#include "opencv_edges.hpp"
#include "pictures/pictures.hpp"
#include "reference_edges.hpp"

namespace gradevault {
namespace {

TEST(EdgeLayers, OfBothEnginesAreEqualAtAwkwardSizes) {
  const auto reference = makeReferenceEdges();
  const auto opencv = makeOpencvEdges();
  for (const Size size : testing::awkwardSizes) {
    for (const GrayImage& picture :
         {testing::noise(size, 31), testing::waves(size), testing::constant(size, 255)}) {
      const EdgeLayers expected = reference->layers(picture.view());
      const EdgeLayers got = opencv->layers(picture.view());
      EXPECT_EQ(got.canny, expected.canny) << size;
      EXPECT_EQ(got.laplacian, expected.laplacian) << size;
      EXPECT_EQ(got.gradient, expected.gradient) << size;
      EXPECT_EQ(got.deviation, expected.deviation) << size;
    }
  }
}

TEST(EdgeLayers, OfBothEnginesAreEqualOnACropWithGapsBetweenRows) {
  const GrayImage picture = testing::noise({65, 63}, 32);
  const GrayView crop = picture.view().cropped({5, 3, 31, 40});
  EXPECT_EQ(makeOpencvEdges()->layers(crop), makeReferenceEdges()->layers(GrayImage(crop).view()));
}

TEST(EdgeLayers, OfASingleBrightPixelAreWhatHandCalculationGives) {
  GrayImage picture(9, 9);
  picture.at(4, 4) = 10;
  const EdgeLayers layers = makeReferenceEdges()->layers(picture.view());
  EXPECT_EQ(layers.laplacian.at(4, 4), 40);
  EXPECT_EQ(layers.laplacian.at(4, 3), 10);
  EXPECT_EQ(layers.gradient.at(4, 4), 0);
  EXPECT_EQ(layers.gradient.at(3, 4), 400);
  EXPECT_EQ(layers.gradient.at(3, 3), 200);
  EXPECT_EQ(layers.deviation.at(2, 2), 25 * 100 - 100);
  EXPECT_EQ(layers.deviation.at(1, 4), 0);
}

TEST(Closing, OfBothEnginesIsEqualAtAwkwardSizes) {
  const auto reference = makeReferenceEdges();
  const auto opencv = makeOpencvEdges();
  for (const Size size : testing::awkwardSizes) {
    for (const unsigned share : {16U, 128U, 240U}) {
      GrayImage mask = testing::noise(size, share);
      for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) mask.at(x, y) = mask.at(x, y) < share ? 255 : 0;
      }
      EXPECT_EQ(opencv->closed(mask.view()), reference->closed(mask.view())) << size;
    }
  }
}

TEST(Closing, FillsAGapOfOnePixel) {
  GrayImage mask(9, 9);
  mask.at(3, 4) = mask.at(5, 4) = 255;
  const GrayImage closed = makeReferenceEdges()->closed(mask.view());
  for (int x = 4; x <= 6; ++x) EXPECT_EQ(closed.at(x, 5), 255) << x;
}

}  // namespace
}  // namespace gradevault
