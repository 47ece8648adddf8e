#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "gradevault/item.hpp"
#include "gradevault/rotation.hpp"
#include "painted_table.hpp"

namespace gradevault {
namespace {

using testing::largestCornerError;
using testing::PaintedTable;
using testing::turnedRectangle;

ItemDetection found(const RgbImage& picture) {
  SequentialExecutor executor;
  const RgbView view = picture.view();
  return detectItem({&view, 1}, Options{}, executor).at(0);
}

TEST(ItemInACleanPicture, IsFoundToAFifthOfAPixel) {
  const std::vector<Quad> quads{turnedRectangle({330, 240}, 200, 280, 0),
                                turnedRectangle({310.3, 236.7}, 210, 290, 7),
                                turnedRectangle({320, 240}, 300, 210, -18),
                                Quad{{{190.4, 80.2}, {430.7, 95.6}, {470.1, 410.3}, {160.9, 390.8}}}};
  for (const Quad& quad : quads) {
    PaintedTable scene;
    scene.quad = quad;
    const ItemDetection item = found(scene.draw());
    ASSERT_TRUE(item.quad) << item.reason;
    EXPECT_LT(largestCornerError(*item.quad, quad), 0.2);
  }
}

TEST(ItemInALargePicture, IsRefinedAtFullSize) {
  PaintedTable scene;
  scene.size = {1600, 1200};
  scene.quad = {{{451.3, 210.8}, {1080.4, 251.2}, {1150.9, 1020.6}, {400.2, 985.5}}};
  const ItemDetection item = found(scene.draw());
  ASSERT_TRUE(item.quad) << item.reason;
  EXPECT_LT(largestCornerError(*item.quad, scene.quad), 0.2);
}

TEST(ItemInANoisyPicture, IsFoundToAPixel) {
  PaintedTable scene;
  scene.quad = turnedRectangle({330, 230}, 210, 290, 5);
  scene.noise = 8;
  const ItemDetection item = found(scene.draw());
  ASSERT_TRUE(item.quad) << item.reason;
  EXPECT_LT(largestCornerError(*item.quad, scene.quad), 1);
}

TEST(OutermostBorder, CountsWhereThePictureBoxStandsOutMore) {
  PaintedTable scene;
  scene.quad = turnedRectangle({320, 240}, 220, 300, 4);
  scene.table = {228, 226, 221};  // hardly darker than the item's border
  const ItemDetection item = found(scene.draw());
  ASSERT_TRUE(item.quad) << item.reason;
  EXPECT_GT(intersectionOverUnion(*item.quad, scene.quad), 0.98);
}

TEST(TurnedPicture, TurnsTheQuadWithIt) {
  PaintedTable scene;
  scene.quad = turnedRectangle({300, 250}, 200, 280, 9);
  const RgbImage picture = scene.draw();
  for (const Rotation rotation : {Rotation::cw90, Rotation::cw180, Rotation::cw270}) {
    const RgbImage turned = rotated(picture.view(), rotation);
    Quad expected;
    for (std::size_t i = 0; i < 4; ++i) expected[i] = rotated(scene.quad[i], scene.size, rotation);
    const ItemDetection item = found(turned);
    ASSERT_TRUE(item.quad) << item.reason;
    EXPECT_LT(largestCornerError(*item.quad, ordered(expected)), 0.3);
  }
}

TEST(MirroredPicture, MirrorsTheQuad) {
  PaintedTable scene;
  scene.quad = {{{190.4, 80.2}, {430.7, 95.6}, {470.1, 410.3}, {160.9, 390.8}}};
  const RgbImage picture = scene.draw();
  RgbImage mirrored(picture.width(), picture.height(), 3);
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      for (int c = 0; c < 3; ++c) mirrored.at(x, y, c) = picture.at(picture.width() - 1 - x, y, c);
    }
  }
  Quad expected = scene.quad;
  for (Point& p : expected) p.x = picture.width() - 1 - p.x;
  const ItemDetection item = found(mirrored);
  ASSERT_TRUE(item.quad) << item.reason;
  EXPECT_LT(largestCornerError(*item.quad, ordered(expected)), 0.3);
}

TEST(ItemThatLeavesTheFrame, IsNotReportedAsWhollyInside) {
  PaintedTable scene;
  scene.quad = turnedRectangle({320, 400}, 220, 300, 3);  // a quarter is below the frame
  const ItemDetection item = found(scene.draw());
  ASSERT_TRUE(item.quad) << item.reason;
  double lowest = 0;
  for (const Point& p : *item.quad) lowest = std::max(lowest, p.y);
  EXPECT_GT(lowest, scene.size.height - 3);
}

}  // namespace
}  // namespace gradevault
