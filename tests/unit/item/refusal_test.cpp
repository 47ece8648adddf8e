#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "gradevault/item.hpp"
#include "painted_table.hpp"

namespace gradevault {
namespace {

ItemDetection found(const RgbImage& picture) {
  SequentialExecutor executor;
  const RgbView view = picture.view();
  return detectItem({&view, 1}, Options{}, executor).at(0);
}

RgbImage noise(Size size, double sigma, int channels = 3) {
  RgbImage picture(size.width, size.height, channels);
  std::mt19937 random(7);
  std::normal_distribution<double> normal(128, sigma);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int c = 0; c < channels; ++c) {
        picture.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(normal(random), 0.0, 255.0));
      }
    }
  }
  return picture;
}

TEST(PictureWithoutAnItem, GetsAReasonAndNoQuad) {
  const std::vector<RgbImage> pictures{RgbImage(320, 240, 3), noise({640, 480}, 3), noise({641, 359}, 30)};
  for (const RgbImage& picture : pictures) {
    const ItemDetection item = found(picture);
    EXPECT_FALSE(item.quad);
    EXPECT_FALSE(item.reason.empty());
  }
}

TEST(PictureOfAnAwkwardSize, GetsAReasonAndNoCrash) {
  for (const Size size :
       {Size{1, 1}, Size{2, 2}, Size{3, 1000}, Size{1000, 3}, Size{24, 24}, Size{25, 400}}) {
    const ItemDetection item = found(noise(size, 20));
    EXPECT_FALSE(item.quad) << size.width << " × " << size.height;
    EXPECT_FALSE(item.reason.empty());
    EXPECT_TRUE(proposeQuads(RgbImage(size.width, size.height, 3).view(), Options{}).empty());
  }
}

TEST(GreyPicture, IsTakenAsOneChannel) {
  const ItemDetection item = found(noise({320, 240}, 10, 1));
  EXPECT_FALSE(item.quad);
}

TEST(ItemUnderTheLeastShareOfTheFrame, IsNotTheItem) {
  testing::PaintedTable scene;
  scene.quad = testing::turnedRectangle({320, 240}, 100, 140, 5);  // 4.6 % of the frame
  EXPECT_FALSE(found(scene.draw()).quad);
}

TEST(NoFrames, GiveNoDetections) {
  SequentialExecutor executor;
  EXPECT_TRUE(detectItem({}, Options{}, executor).empty());
}

TEST(Proposals, AreNoMoreThanAskedForAndBestFirst) {
  testing::PaintedTable scene;
  scene.quad = testing::turnedRectangle({320, 240}, 200, 280, 5);
  const RgbImage picture = scene.draw();
  const std::vector<QuadCandidate> candidates = proposeQuads(picture.view(), Options{}, 3);
  ASSERT_FALSE(candidates.empty());
  EXPECT_LE(candidates.size(), 3U);
  for (std::size_t i = 1; i < candidates.size(); ++i) EXPECT_GE(candidates[i - 1].score, candidates[i].score);
  EXPECT_TRUE(proposeQuads(picture.view(), Options{}, 0).empty());
}

}  // namespace
}  // namespace gradevault
