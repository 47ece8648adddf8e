#include "gradevault/item_sharpness.hpp"

#include <gtest/gtest.h>

#include "pictures/pictures.hpp"
#include "scan/sharpness.hpp"

namespace gradevault {
namespace {

/// Around the pixels x = left … right, y = top … bottom, exactly `itemInset` px further out.
Quad around(int left, int top, int right, int bottom) {
  const double l = left - itemInset;
  const double t = top - itemInset;
  const double r = right + itemInset;
  const double b = bottom + itemInset;
  return {{{l, t}, {r, t}, {r, b}, {l, b}}};
}

GrayImage checkerboard(Size size) {
  GrayImage picture(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) picture.at(x, y) = (x + y) % 2 == 0 ? 90 : 110;
  }
  return picture;
}

TEST(ItemSharpness, OfAKnownPatternIsItsVarianceByHand) {
  const GrayImage picture = checkerboard({40, 30});
  // 4 columns by 2 rows: as often +80 as −80.
  EXPECT_EQ(itemSharpness(picture.view(), around(10, 10, 13, 11), {40, 30}), 80.0 * 80.0);
  // 3 by 1: two of one sign and one of the other, mean ±80 / 3.
  EXPECT_DOUBLE_EQ(*itemSharpness(picture.view(), around(10, 10, 12, 10), {40, 30}), 6400.0 - 6400.0 / 9);
}

TEST(ItemSharpness, DoesNotSeeTheTableNorTheItemsOwnOutline) {
  GrayImage picture = testing::noise({64, 48}, 3);
  for (int y = 10; y <= 30; ++y) {
    for (int x = 20; x <= 50; ++x) picture.at(x, y) = 200;
  }
  const Quad outline{{{19.5, 9.5}, {50.5, 9.5}, {50.5, 30.5}, {19.5, 30.5}}};
  EXPECT_EQ(itemSharpness(picture.view(), outline, {64, 48}), 0.0);
  EXPECT_GT(variance(laplacianSums(picture.view())), 1000);
}

TEST(ItemSharpness, TakesAQuadOfTheFullSizeFrame) {
  const GrayImage picture = testing::noise({64, 48}, 4);
  Quad quad{{{11.25, 8.5}, {47.5, 10.75}, {45, 40.5}, {9.75, 37}}};
  const auto expected = itemSharpness(picture.view(), quad, {64, 48});
  for (Point& p : quad) p = {(p.x + 0.5) * 4 - 0.5, (p.y + 0.5) * 4 - 0.5};
  EXPECT_EQ(itemSharpness(picture.view(), quad, {256, 192}), expected);
}

TEST(ItemSharpness, CountsPixelsExactlyOnTheInsetAndNoneFurtherOut) {
  GrayImage picture(40, 30);
  picture.at(12, 15) = 100;
  const Quad touching = around(12, 12, 20, 20);
  EXPECT_GT(*itemSharpness(picture.view(), touching, {40, 30}), 0);
  Quad aSixteenthFurtherIn = touching;
  aSixteenthFurtherIn[0].x += 1.0 / 16;
  aSixteenthFurtherIn[3].x += 1.0 / 16;
  // Of the spot's Laplacian only the right neighbour's column is left.
  const double one = *itemSharpness(picture.view(), aSixteenthFurtherIn, {40, 30});
  EXPECT_DOUBLE_EQ(one, 10000.0 / 72 - 100.0 * 100 / 72 / 72);
}

TEST(ItemSharpness, OfAnItemThatLeavesTheFrameIsThatOfThePartInside) {
  const GrayImage picture = testing::noise({64, 48}, 5);
  const Quad left{{{-1000, 10}, {40, 10}, {40, 40}, {-1000, 40}}};
  const Quad farLeft{{{-1e300, 10}, {40, 10}, {40, 40}, {-1e300, 40}}};
  const auto seen = itemSharpness(picture.view(), left, {64, 48});
  ASSERT_TRUE(seen);
  EXPECT_GT(*seen, 0);
  EXPECT_EQ(itemSharpness(picture.view(), farLeft, {64, 48}), seen);
}

TEST(ItemSharpness, IsAbsentWhereNoPixelIsLeft) {
  const GrayImage picture = testing::noise({64, 48}, 6);
  EXPECT_FALSE(itemSharpness(picture.view(), Quad{}, {64, 48}));
  const Quad beside{{{70, 10}, {90, 10}, {90, 30}, {70, 30}}};
  EXPECT_FALSE(itemSharpness(picture.view(), beside, {64, 48}));
  const Quad tiny{{{10, 10}, {12, 10}, {12, 12}, {10, 12}}};
  EXPECT_FALSE(itemSharpness(picture.view(), tiny, {64, 48}));
  const Quad anticlockwise{{{10, 10}, {10, 40}, {40, 40}, {40, 10}}};
  EXPECT_FALSE(itemSharpness(picture.view(), anticlockwise, {64, 48}));
  const GrayImage onePixel(1, 1);
  const Quad whole{{{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}};
  EXPECT_FALSE(itemSharpness(onePixel.view(), whole, {1, 1}));
}

}  // namespace
}  // namespace gradevault
