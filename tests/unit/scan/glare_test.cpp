#include "scan/glare.hpp"

#include <gtest/gtest.h>

#include "pictures/pictures.hpp"

namespace gradevault {
namespace {

void fill(GrayImage& picture, const Rect& area, std::uint8_t value = 255) {
  for (int y = area.y; y < area.y + area.height; ++y) {
    for (int x = area.x; x < area.x + area.width; ++x) picture.at(x, y) = value;
  }
}

Glare glareOf(const GrayImage& picture, int level = 250, double blobShare = 0) {
  return glareFrom(saturatedBlobs(picture.view(), level), picture.view().pixels(), blobShare);
}

TEST(Glare, BlobsThatTouchAtACornerAreOne) {
  GrayImage picture(8, 8);
  fill(picture, {1, 1, 2, 2});
  fill(picture, {3, 3, 2, 3});
  const Glare glare = glareOf(picture);
  EXPECT_EQ(glare.blobs, std::vector<Rect>({{1, 1, 4, 5}}));
  EXPECT_EQ(glare.share, 10.0 / 64.0);
}

TEST(Glare, LargestFirstThenUpperThenLeft) {
  GrayImage picture(20, 20);
  fill(picture, {10, 10, 1, 1});
  fill(picture, {4, 10, 1, 1});
  fill(picture, {15, 2, 1, 1});
  fill(picture, {1, 15, 2, 2});
  EXPECT_EQ(glareOf(picture).blobs,
            std::vector<Rect>({{1, 15, 2, 2}, {15, 2, 1, 1}, {4, 10, 1, 1}, {10, 10, 1, 1}}));
}

TEST(Glare, AtMostEightBoxesButTheShareOfAll) {
  GrayImage picture(40, 4);
  for (int i = 0; i < 10; ++i) fill(picture, {4 * i, 1, 1, 1});
  const Glare glare = glareOf(picture);
  EXPECT_EQ(glare.blobs.size(), maxGlareBoxes);
  EXPECT_EQ(glare.blobs.back(), (Rect{28, 1, 1, 1}));
  EXPECT_EQ(glare.share, 10.0 / 160.0);
}

TEST(Glare, SmallBlobsDoNotCount) {
  GrayImage picture(10, 10);
  fill(picture, {0, 0, 2, 2});
  fill(picture, {5, 5, 3, 1});
  EXPECT_EQ(glareOf(picture, 250, 0.04), (Glare{.share = 0.04, .blobs = {{0, 0, 2, 2}}}));
  EXPECT_EQ(glareOf(picture, 250, 0.05), Glare{});
}

TEST(Glare, TheLevelItselfIsSaturated) {
  GrayImage picture(3, 3);
  picture.at(1, 1) = 250;
  picture.at(0, 0) = 249;
  EXPECT_EQ(glareOf(picture).blobs, std::vector<Rect>({{1, 1, 1, 1}}));
}

TEST(Glare, AWhiteFrameIsOneBlob) {
  for (const Size size : testing::awkwardSizes) {
    const Glare glare = glareOf(testing::constant(size, 255));
    EXPECT_EQ(glare, (Glare{.share = 1.0, .blobs = {{0, 0, size.width, size.height}}})) << size;
  }
}

}  // namespace
}  // namespace gradevault
