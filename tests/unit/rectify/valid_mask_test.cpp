#include <gtest/gtest.h>

#include "chart.hpp"
#include "gradevault/rectify.hpp"
#include "rectify/homography.hpp"

namespace gradevault {
namespace {

TEST(ValidMask, OfAQuadHalfOutsideEndsExactlyAtTheFramesBorder) {
  const GrayImage luma = test::chartPicture(100, 80);
  Quad quad = test::outline(100, 80);
  for (auto& corner : quad) corner = {corner.x - 50, corner.y + 30};
  const RectifiedFrame out = rectify(luma.view(), test::coloured(luma).view(), quad, {100, 80});
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 100; ++x) {
      ASSERT_EQ(out.valid.at(x, y), x >= 50 && y < 50 ? 255 : 0) << x << ", " << y;
      if (out.valid.at(x, y) == 255) {
        ASSERT_EQ(out.luma.at(x, y), luma.at(x - 50, y + 30));
      }
    }
  }
}

TEST(ValidMask, OfATiltedQuadIsTheFramesAreaSeenThroughTheHomography) {
  const GrayImage luma = test::chartPicture(160, 120);
  const Quad quad{{{-30.3, 10.2}, {120.8, -25.7}, {190.1, 100.6}, {20.4, 150.9}}};
  const Size size{180, 150};
  const RectifiedFrame out = rectify(luma.view(), test::coloured(luma).view(), quad, size);
  int invalid = 0;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const Point p = mapped(rectifiedToFrame(quad, size), {static_cast<double>(x), static_cast<double>(y)});
      const bool inside = p.x >= -0.5 && p.x <= 159.5 && p.y >= -0.5 && p.y <= 119.5;
      ASSERT_EQ(out.valid.at(x, y), inside ? 255 : 0);
      invalid += inside ? 0 : 1;
    }
  }
  EXPECT_GT(invalid, 3000);
}

TEST(ValidMask, OfAQuadWhollyOutsideIsEmpty) {
  const GrayImage luma = test::chartPicture(50, 50);
  Quad quad = test::outline(50, 50);
  for (auto& corner : quad) corner.x += 200;
  const RectifiedFrame out = rectify(luma.view(), test::coloured(luma).view(), quad, {50, 50});
  for (const auto v : out.valid.pixels()) ASSERT_EQ(v, 0);
}

}  // namespace
}  // namespace gradevault
