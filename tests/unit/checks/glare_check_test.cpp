#include <gtest/gtest.h>

#include "capture.hpp"

namespace gradevault {
namespace {

using test::Capture;
using test::Places;

// The fixture's item on the quick luma: 306.67 × 300 px, its top left pixel's centre near (166.3, 29.7).
constexpr double itemArea = 920.0 / 3 * 300;

Glare spot(const Rect& box) {
  return {box.width * box.height / (640.0 * 360), {box}};
}

TEST(GlareCheck, IsTheShareOfTheItemUnderABlobOnIt) {
  Capture capture;
  const Rect box{300, 150, 40, 20};
  capture.eachGolden([&](QuickSample& quick) { quick.glare = spot(box); });
  const Check check = capture.check("glare");
  EXPECT_NEAR(*check.value, 800 / itemArea, 1e-9);
  EXPECT_EQ(check.unit, "share of the item");
}

TEST(GlareCheck, ABlobBesideTheItemDoesNotCount) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.glare = spot({20, 100, 80, 80}); });
  EXPECT_EQ(capture.check("glare").status, CheckStatus::ok);
  EXPECT_EQ(capture.check("glare").value, 0);
}

TEST(GlareCheck, ABlobHalfOnTheItemCountsHalf) {
  Capture capture;
  // The item's top side lies at y = 90.5 / 3 − 0.5 px of the quick luma, the blob ends at 39.5.
  // border 30.
  capture.eachGolden([](QuickSample& quick) { quick.glare = spot({300, 20, 60, 20}); });
  EXPECT_NEAR(*capture.check("glare").value, 60 * (40 - 90.5 / 3) / itemArea, 1e-9);
}

TEST(GlareCheck, ABlobThatFillsItsBoxInPartCountsInPart) {
  Capture capture;
  capture.eachGolden([](QuickSample& quick) { quick.glare = {200 / (640.0 * 360), {{300, 150, 40, 20}}}; });
  EXPECT_NEAR(*capture.check("glare").value, 200 / itemArea, 1e-9);
}

TEST(GlareCheck, TakesTheMedianOverGoldenFramesSoThatAMovingReflectionPasses) {
  Capture capture;
  const Rect large{260, 60, 150, 150};
  capture.golden(0).glare = spot(large);
  capture.golden(2).glare = spot(large);
  EXPECT_EQ(capture.check("glare").status, CheckStatus::ok);
  capture.golden(4).glare = spot(large);
  EXPECT_EQ(capture.check("glare").status, CheckStatus::fail);
}

TEST(GlareCheck, SaysWhereOnTheItem) {
  Capture capture;
  capture.options.warnGlareShare = 0.004;
  capture.options.failGlareShare = 0.02;
  capture.eachGolden([](QuickSample& quick) { quick.glare = spot({180, 40, 60, 60}); });
  capture.golden(2).glare = spot({400, 260, 60, 60});
  const Check check = capture.check("glare");
  EXPECT_EQ(check.status, CheckStatus::fail);
  EXPECT_EQ(check.where, (Places{"top left", "bottom right"}));
}

TEST(GlareCheck, WithoutAnyQuadLooksAtTheWholeFrame) {
  Capture capture;
  capture.options.warnGlareShare = 0.004;
  for (auto& item : capture.items) item.quad.reset();
  capture.eachGolden([](QuickSample& quick) { quick.glare = spot({20, 100, 80, 80}); });
  const Check check = capture.check("glare");
  EXPECT_NEAR(*check.value, 6400 / (640.0 * 360), 1e-9);
  EXPECT_EQ(check.unit, "share of the frame");
  EXPECT_EQ(check.where, (Places{"left"}));
}

TEST(GlareCheck, LeavesOutFramesWithoutAQuadWhenOthersHaveOne) {
  Capture capture;
  capture.items[0].quad.reset();
  capture.golden(0).glare = spot({0, 0, 640, 360});
  EXPECT_EQ(capture.check("glare").value, 0);
}

}  // namespace
}  // namespace gradevault
