#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;
using test::Places;

// The far side at the top: seen from below, the top is shorter.
constexpr Quad leaning{{{700, 150}, {1220, 150}, {1450, 950}, {470, 950}}};

TEST(TiltCheck, IsZeroForAnItemSeenFromStraightAbove) {
  const Check check = Capture().check("tilt");
  EXPECT_EQ(check.status, CheckStatus::ok);
  EXPECT_NEAR(*check.value, 0, 1e-6);
}

TEST(TiltCheck, IsTheMedianTiltAndNamesTheFartherSide) {
  Capture capture;
  capture.allQuads(leaning);
  capture.items[1].quad = Capture().items[1].quad;
  const double tilt = tiltDegrees(leaning, capture.frameSize);
  ASSERT_GT(tilt, 5);
  capture.options.warnTilt = tilt;
  capture.options.failTilt = 90;
  EXPECT_EQ(capture.check("tilt").status, CheckStatus::ok);
  EXPECT_EQ(capture.check("tilt").value, tilt);
  EXPECT_TRUE(capture.check("tilt").where.empty());
  capture.options.warnTilt = tilt - 0.01;
  EXPECT_EQ(capture.check("tilt").status, CheckStatus::warn);
  EXPECT_EQ(capture.check("tilt").where, (Places{"top"}));
  capture.options.failTilt = tilt - 0.005;
  EXPECT_EQ(capture.check("tilt").status, CheckStatus::fail);
}

TEST(TiltCheck, NamesLeftRightAndBottomToo) {
  Capture capture;
  capture.options.warnTilt = 0.1;
  capture.allQuads({{{470, 150}, {1450, 150}, {1220, 950}, {700, 950}}});
  EXPECT_EQ(capture.check("tilt").where, (Places{"bottom"}));
  capture.allQuads({{{500, 300}, {1400, 150}, {1400, 950}, {500, 800}}});
  EXPECT_EQ(capture.check("tilt").where, (Places{"left"}));
  capture.allQuads({{{500, 150}, {1400, 300}, {1400, 800}, {500, 950}}});
  EXPECT_EQ(capture.check("tilt").where, (Places{"right"}));
}

TEST(ResolutionCheck, IsTheShorterOfMeanWidthAndMeanHeight) {
  Capture capture;
  EXPECT_NEAR(*capture.check("resolution").value, 900, 1e-9);
  capture.allQuads({{{500, 90}, {1100, 90}, {1120, 990}, {480, 990}}});
  EXPECT_NEAR(*capture.check("resolution").value, 620, 1e-9);
}

TEST(ResolutionCheck, TakesTheMedianOverTheFramesWithAQuad) {
  Capture capture;
  capture.items[0].quad.reset();
  capture.items[1].quad = Quad{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}};
  capture.items[2].quad = Quad{{{0, 0}, {200, 0}, {200, 200}, {0, 200}}};
  EXPECT_NEAR(*capture.check("resolution").value, 550, 1e-9);
}

TEST(ResolutionCheck, IsGoodExactlyOnTheLimit) {
  Capture capture;
  capture.options.warnResolution = *capture.check("resolution").value;
  EXPECT_EQ(capture.check("resolution").status, CheckStatus::ok);
  capture.options.warnResolution += 1;
  EXPECT_EQ(capture.check("resolution").status, CheckStatus::warn);
  capture.options.failResolution = capture.options.warnResolution;
  EXPECT_EQ(capture.check("resolution").status, CheckStatus::fail);
}

}  // namespace
}  // namespace gradevault
