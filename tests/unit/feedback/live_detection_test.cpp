// The live search on generated captures, five times a second, with the quad tracked in between as in a
// session.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <tuple>
#include <utility>

#include "filmed_capture.hpp"
#include "gradevault/item.hpp"
#include "gradevault/quad_tracker.hpp"
#include "item/quick_quad.hpp"

namespace gradevault {
namespace {

using testing::FilmedCapture;
using testing::FilmedFrame;

struct Looks {
  int still = 0;      ///< looks at still frames
  int found = 0;      ///< of them with an overlap of 0.9 or more with the truth
  int somewhere = 0;  ///< of them with any quad
  int all = 0;
  double seconds = 0;
};

void look(const film::FilmOptions& options, Looks& looks) {
  FilmedCapture capture(options);
  QuadTracker tracker;
  int index = 0;
  while (const std::optional<FilmedFrame> frame = capture.next()) {
    const std::optional<Quad> tracked = tracker.follow(frame->quick.view());
    if (index++ % 3 != 0) continue;
    const RgbImage rgb = testing::atQuickSize(frame->rgb, frame->quick.size());
    const auto begin = std::chrono::steady_clock::now();
    const ItemDetection item = detectItemLive(std::as_const(rgb).view(), Options{}, tracked);
    looks.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ++looks.all;
    if (item.quad) tracker.found(*item.quad, frame->quick.view());
    if (!frame->still) continue;
    ++looks.still;
    if (!item.quad) continue;
    ++looks.somewhere;
    const Quad truth = onQuickLuma(frame->truth, frame->luma.size(), frame->quick.size());
    if (intersectionOverUnion(*item.quad, truth) >= 0.9) ++looks.found;
  }
}

Looks lookAtAll(std::set<film::Fault> faults, film::Table table, int captures) {
  Looks looks;
  for (int i = 0; i < captures; ++i) {
    film::FilmOptions options;
    options.seed = 4400 + static_cast<std::uint64_t>(i);
    options.item = static_cast<film::ItemKind>(i % 3);
    options.table = table;
    options.faults = faults;
    options.fps = 15;
    options.seconds = 2;
    look(options, looks);
  }
  std::printf(
      "%-8s on a %-8s table: overlap of 0.9 or more in %d of %d still frames, a quad in %d; %.1f ms a look\n",
      faults.empty() ? "good" : film::nameOf(*faults.begin()), film::nameOf(table), looks.found, looks.still,
      looks.somewhere, 1e3 * looks.seconds / looks.all);
  return looks;
}

class LiveDetection : public ::testing::TestWithParam<std::tuple<std::string, film::Table>> {};

TEST_P(LiveDetection, FindsTheItemInNineOfTenStillFrames) {
  const auto& [kind, table] = GetParam();
  std::set<film::Fault> faults;
  if (kind == "dark") faults = {film::Fault::dark};
  if (kind == "tilted") faults = {film::Fault::tilted};
  const Looks looks = lookAtAll(faults, table, testing::captures(1, 1, 12));
  ASSERT_GE(looks.still, 4);
  EXPECT_GE(looks.found, 0.9 * looks.still);
}

INSTANTIATE_TEST_SUITE_P(All, LiveDetection,
                         ::testing::Combine(::testing::Values("good", "dark", "tilted"),
                                            ::testing::Values(film::Table::plain, film::Table::textured)),
                         [](const auto& one) {
                           return std::get<0>(one.param) + "_" + film::nameOf(std::get<1>(one.param));
                         });

TEST(LiveDetectionWithoutAnItem, GivesTheReason) {
  const RgbImage table(640, 360, 3);
  const ItemDetection item = detectItemLive(table.view(), Options{});
  EXPECT_FALSE(item.quad);
  EXPECT_FALSE(item.reason.empty());
  const RgbImage tiny(20, 20, 3);
  EXPECT_FALSE(detectItemLive(tiny.view(), Options{}, Quad{}).quad);
}

}  // namespace
}  // namespace gradevault
