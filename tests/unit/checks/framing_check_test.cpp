#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;
using test::Places;

constexpr Quad small{{{900, 500}, {1100, 500}, {1100, 700}, {900, 700}}};

Quad box(double left, double top, double right, double bottom) {
  return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

TEST(FramingCheck, IsOkForALargeItemThatIsWhollyInThePicture) {
  const Check check = Capture().check("framing");
  EXPECT_EQ(check.status, CheckStatus::ok);
  EXPECT_NEAR(*check.value, 920.0 * 900 / (1920 * 1080), 1e-12);
  EXPECT_EQ(check.unit, "item's share of the frame");
  EXPECT_EQ(check.hint, "");
}

TEST(FramingCheck, FailsWhenNoFrameShowsTheItem) {
  Capture capture;
  for (auto& item : capture.items) item.quad.reset();
  const Check check = capture.check("framing");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_EQ(check.value, 0);
  EXPECT_EQ(check.unit, "share of golden frames with the item");
}

TEST(FramingCheck, WarnsWhenAGoldenFrameLacksTheItem) {
  Capture capture;
  capture.items[2].quad.reset();
  const Check check = capture.check("framing");
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_DOUBLE_EQ(*check.value, 0.8);
  EXPECT_EQ(check.threshold, 1.0);
  EXPECT_EQ(check.where, (Places{"frame 50"}));
}

TEST(FramingCheck, FailsWhenFewerThanHalfOfTheFramesShowTheItem) {
  Capture capture;
  capture.selection.frames.resize(4);
  capture.items.resize(4);
  capture.items[0].quad.reset();
  capture.items[2].quad.reset();
  EXPECT_EQ(capture.check("framing").status, CheckStatus::warn);
  capture.items[3].quad.reset();
  const Check check = capture.check("framing");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_DOUBLE_EQ(*check.value, 0.25);
  EXPECT_EQ(check.where, (Places{"frame 10", "frame 50", "frame 70"}));
}

TEST(FramingCheck, FailsWhenMostFramesCutTheItemOffAndSaysAtWhichCorners) {
  Capture capture;
  capture.allQuads(box(500, -40, 1420, 990));
  const Check check = capture.check("framing");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_NEAR(*check.value, -39.5 / 1920, 1e-12);
  EXPECT_EQ(check.threshold, capture.options.framingMargin);
  EXPECT_EQ(check.where, (Places{"top left", "top right"}));
}

TEST(FramingCheck, CountsACornerWithinTheMarginAsCutOff) {
  Capture capture;
  capture.options.framingMargin = 0.005;  // 9.6 px of 1920
  capture.allQuads(box(500, 9.1, 1420, 990));
  EXPECT_EQ(capture.check("framing").status, CheckStatus::ok);
  capture.allQuads(box(500, 9.09, 1420, 990));
  EXPECT_EQ(capture.check("framing").status, CheckStatus::fail);
}

TEST(FramingCheck, WarnsWhenASingleFrameCutsTheItemOff) {
  Capture capture;
  capture.items[3].quad = box(500, 90, 1420, 1078);
  const Check check = capture.check("framing");
  EXPECT_EQ(check.status, CheckStatus::warn);
  EXPECT_EQ(check.where, (Places{"bottom right", "bottom left"}));
}

TEST(FramingCheck, GradesTheItemsShareOfTheFrame) {
  Capture capture;
  capture.allQuads(small);
  EXPECT_EQ(capture.check("framing").status, CheckStatus::fail);
  capture.options.failItemShare = 40000.0 / (1920 * 1080);
  EXPECT_EQ(capture.check("framing").status, CheckStatus::warn);
  capture.options.warnItemShare = capture.options.failItemShare;
  EXPECT_EQ(capture.check("framing").status, CheckStatus::ok);
}

}  // namespace
}  // namespace gradevault
