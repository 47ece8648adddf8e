#include <gtest/gtest.h>

#include "gradevault/item.hpp"
#include "painted_table.hpp"

namespace gradevault {
namespace {

using testing::PaintedTable;
using testing::turnedRectangle;

class BackwardsExecutor final : public Executor {
 public:
  [[nodiscard]] int concurrency() const noexcept override { return 3; }
  void parallelFor(int count, const std::function<void(int)>& task) override {
    for (int i = count - 1; i >= 0; --i) task(i);
  }
};

std::vector<RgbImage> handHeld() {
  std::vector<RgbImage> pictures;
  for (int i = 0; i < 3; ++i) {
    PaintedTable scene;
    scene.quad = turnedRectangle({310.0 + 8 * i, 245.0 - 5 * i}, 200 + 4 * i, 280 + 5 * i, 4.0 + i);
    scene.noise = 3;
    scene.seed = static_cast<std::uint32_t>(i + 1);
    pictures.push_back(scene.draw());
  }
  return pictures;
}

std::vector<RgbView> viewsOf(const std::vector<RgbImage>& pictures) {
  std::vector<RgbView> views;
  for (const RgbImage& picture : pictures) views.emplace_back(picture.view());
  return views;
}

TEST(FramesOfOneCapture, AllFindTheItem) {
  const std::vector<RgbImage> pictures = handHeld();
  SequentialExecutor executor;
  const std::vector<ItemDetection> items = detectItem(viewsOf(pictures), Options{}, executor);
  ASSERT_EQ(items.size(), 3U);
  for (int i = 0; i < 3; ++i) {
    const ItemDetection& item = items[static_cast<std::size_t>(i)];
    ASSERT_TRUE(item.quad) << item.reason;
    const Quad truth = turnedRectangle({310.0 + 8 * i, 245.0 - 5 * i}, 200 + 4 * i, 280 + 5 * i, 4.0 + i);
    EXPECT_GT(intersectionOverUnion(*item.quad, truth), 0.98);
    EXPECT_FALSE(item.proposal.empty());
  }
}

TEST(Detection, DoesNotDependOnTheOrderInWhichFramesAreWorkedOn) {
  const std::vector<RgbImage> pictures = handHeld();
  SequentialExecutor forwards;
  BackwardsExecutor backwards;
  const std::vector<ItemDetection> one = detectItem(viewsOf(pictures), Options{}, forwards);
  const std::vector<ItemDetection> other = detectItem(viewsOf(pictures), Options{}, backwards);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].quad, other[i].quad);
    EXPECT_EQ(one[i].score, other[i].score);
  }
}

/// Two sheets on the table; in the last frame the one that the other frames do not show is larger.
TEST(FrameWithASecondSheet, TakesTheItemThatTheOtherFramesShow) {
  std::vector<RgbImage> pictures = handHeld();
  PaintedTable scene;
  scene.quad = turnedRectangle({190, 240}, 205, 285, 3);
  scene.noise = 3;
  RgbImage last = scene.draw();
  PaintedTable other;
  other.quad = turnedRectangle({470, 240}, 240, 320, -2);
  other.border = {60, 40, 30};
  other.print = {90, 170, 110};
  other.stripe = {90, 170, 110};
  const RgbImage second = other.draw();
  for (int y = 0; y < last.height(); ++y) {
    for (int x = 330; x < last.width(); ++x) {
      for (int c = 0; c < 3; ++c) last.at(x, y, c) = second.at(x, y, c);
    }
  }
  pictures.push_back(std::move(last));
  SequentialExecutor executor;
  const std::vector<ItemDetection> items = detectItem(viewsOf(pictures), Options{}, executor);
  ASSERT_TRUE(items.back().quad) << items.back().reason;
  EXPECT_GT(intersectionOverUnion(*items.back().quad, scene.quad), 0.95);
}

}  // namespace
}  // namespace gradevault
