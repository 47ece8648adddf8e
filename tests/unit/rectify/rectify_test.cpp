#include "gradevault/rectify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chart.hpp"
#include "rectify/homography.hpp"

namespace gradevault {
namespace {

using test::chart;
using test::chartPicture;
using test::coloured;
using test::outline;

TEST(RectifiedSize, TakesTheLongerOfOppositeSides) {
  const Quad quad{{{0, 0}, {300, 0}, {320, 400}, {-30, 380}}};
  EXPECT_EQ(rectifiedSize(quad, {}), (Size{351, 400}));
}

TEST(RectifiedSize, OfTheWholeFrameIsTheFrames) {
  EXPECT_EQ(rectifiedSize(outline(1920, 1080), {}), (Size{1920, 1080}));
}

TEST(RectifiedSize, ScalesBothSidesDownToTheLimit) {
  Options options;
  options.maxRectifiedSide = 1000;
  EXPECT_EQ(rectifiedSize(outline(4000, 3000), options), (Size{1000, 750}));
}

TEST(RectifiedSize, IsAtLeastSixteen) {
  EXPECT_EQ(rectifiedSize(outline(3, 2), {}), (Size{16, 16}));
  EXPECT_EQ(rectifiedSize(outline(100000, 20), {}), (Size{4096, 16}));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(rectifiedSize({{{nan, 0}, {10, 0}, {10, 10}, {0, 10}}}, {}), (Size{16, 16}));
}

TEST(Rectify, TheQuadAroundTheFrameGivesTheSamePictureBack) {
  const GrayImage luma = chartPicture(211, 97);
  const RgbImage rgb = coloured(luma);
  const RectifiedFrame out = rectify(luma.view(), rgb.view(), outline(211, 97), {211, 97});
  EXPECT_EQ(out.luma, luma);
  EXPECT_EQ(out.rgb, rgb);
  EXPECT_TRUE(
      std::all_of(out.valid.pixels().begin(), out.valid.pixels().end(), [](auto v) { return v == 255; }));
}

TEST(Rectify, AQuadOnPixelBordersIsACrop) {
  const GrayImage luma = chartPicture(120, 90);
  const RgbImage rgb = coloured(luma);
  const Rect area{20, 11, 64, 48};
  Quad quad = outline(area.width, area.height);
  for (auto& corner : quad) corner = {corner.x + area.x, corner.y + area.y};
  const RectifiedFrame out = rectify(luma.view(), rgb.view(), quad, {area.width, area.height});
  EXPECT_EQ(out.luma, GrayImage(luma.view().cropped(area)));
  EXPECT_EQ(out.rgb, RgbImage(rgb.view().cropped(area)));
}

TEST(Rectify, ReadsAFrameThatIsACropOfALargerPicture) {
  const GrayImage whole = chartPicture(200, 150);
  const GrayView crop = whole.view().cropped({31, 17, 120, 90});
  const GrayImage copy(crop);
  const Quad quad{{{10.2, 8.1}, {101.7, 15.3}, {96.4, 80.2}, {14.9, 71.1}}};
  EXPECT_EQ(rectify(crop, {}, quad, {90, 70}).luma, rectify(copy.view(), {}, quad, {90, 70}).luma);
}

// The least-squares shift, in px of the rectified picture, between what came and what should have come.
struct Shift {
  double x = 0;
  double y = 0;
};
Shift measuredShift(const GrayImage& picture, const Homography& toFrame, int left, int top, int length) {
  const auto truth = [&](double x, double y) {
    const Point p = mapped(toFrame, {x, y});
    return chart(p.x, p.y);
  };
  double xx = 0, xy = 0, yy = 0, xd = 0, yd = 0;
  for (int y = top; y < top + length; ++y) {
    for (int x = left; x < left + length; ++x) {
      const double gx = (truth(x + 0.5, y) - truth(x - 0.5, y));
      const double gy = (truth(x, y + 0.5) - truth(x, y - 0.5));
      const double difference = picture.at(x, y) - truth(x, y);
      xx += gx * gx, xy += gx * gy, yy += gy * gy, xd += gx * difference, yd += gy * difference;
    }
  }
  const double determinant = xx * yy - xy * xy;
  return {(xd * yy - yd * xy) / determinant, (yd * xx - xd * xy) / determinant};
}

TEST(Rectify, IsWithinATwentiethOfAPixelOfTheAnalyticPictureEverywhere) {
  const GrayImage frame = chartPicture(960, 720);
  const Quad quad{{{112.3, 88.9}, {790.2, 140.4}, {877.8, 630.1}, {50.6, 571.7}}};
  const Size size = rectifiedSize(quad, {});
  const Homography toFrame = rectifiedToFrame(quad, size);
  const RectifiedFrame out = rectify(frame.view(), coloured(frame).view(), quad, size);
  double worst = 0;
  double worstGrey = 0;
  for (int y = 0; y + 48 <= size.height; y += 48) {
    for (int x = 0; x + 48 <= size.width; x += 48) {
      const Shift shift = measuredShift(out.luma, toFrame, x, y, 48);
      worst = std::max({worst, std::abs(shift.x), std::abs(shift.y)});
    }
  }
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const Point p = mapped(toFrame, {static_cast<double>(x), static_cast<double>(y)});
      worstGrey = std::max(worstGrey, std::abs(out.luma.at(x, y) - chart(p.x, p.y)));
    }
  }
  RecordProperty("worstShift", std::to_string(worst));
  EXPECT_LT(worst, 0.02);
  EXPECT_LT(worstGrey, 1.6);
}

TEST(Rectify, WarpsColoursAndLumaByTheSameMap) {
  const GrayImage luma = chartPicture(300, 200);
  RgbImage grey(300, 200, 3);
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 300; ++x) std::fill_n(&grey.at(x, y), 3, luma.at(x, y));
  }
  const RectifiedFrame out = rectify(
      luma.view(), grey.view(), {{{30.1, 20.7}, {250.4, 35.2}, {280.9, 170.3}, {15.5, 150.8}}}, {240, 150});
  for (int y = 0; y < 150; ++y) {
    for (int x = 0; x < 240; ++x) {
      for (int channel = 0; channel < 3; ++channel) ASSERT_EQ(out.rgb.at(x, y, channel), out.luma.at(x, y));
    }
  }
}

TEST(Rectify, FromFrameTakesTheQuadToTheOuterCorners) {
  const GrayImage luma = chartPicture(300, 200);
  const Quad quad{{{30.1, 20.7}, {250.4, 35.2}, {280.9, 170.3}, {15.5, 150.8}}};
  const RectifiedFrame out = rectify(luma.view(), coloured(luma).view(), quad, {240, 150});
  const Quad corners = outline(240, 150);
  for (std::size_t i = 0; i < 4; ++i) {
    const Point p = mapped(out.fromFrame, quad[i]);
    EXPECT_NEAR(p.x, corners[i].x, 1e-8);
    EXPECT_NEAR(p.y, corners[i].y, 1e-8);
  }
}

TEST(Rectify, SmoothsFirstWhenThePictureGetsMuchSmaller) {
  // Stripes of one pixel: halved without smoothing they would come out as wide false stripes, or black or
  // white.
  GrayImage stripes(400, 300);
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 400; ++x) stripes.at(x, y) = (x + y) % 2 == 0 ? 230 : 20;
  }
  const RectifiedFrame out = rectify(stripes.view(), {}, outline(400, 300), {190, 143});
  // Replicating the border breaks the stripes there, so look inside it.
  const GrayImage inner(out.luma.view().cropped({4, 4, 182, 135}));
  const auto [least, most] = std::minmax_element(inner.pixels().begin(), inner.pixels().end());
  EXPECT_LE(*most - *least, 3);
}

TEST(WholeFrame, IsACopyWithEverythingValid) {
  const GrayImage luma = chartPicture(31, 17);
  const RgbImage rgb = coloured(luma);
  const RectifiedFrame out = wholeFrame(luma.view(), rgb.view());
  EXPECT_EQ(out.luma, luma);
  EXPECT_EQ(out.rgb, rgb);
  EXPECT_EQ(out.valid.size(), luma.size());
  EXPECT_TRUE(
      std::all_of(out.valid.pixels().begin(), out.valid.pixels().end(), [](auto v) { return v == 255; }));
  EXPECT_EQ(mapped(out.fromFrame, {12.5, 3.25}), (Point{12.5, 3.25}));
}

}  // namespace
}  // namespace gradevault
