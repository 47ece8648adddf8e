// The hints that generated captures of each fault get, with the item found and tracked as in a live session.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "filmed_capture.hpp"
#include "gradevault/engines/cpu.hpp"
#include "gradevault/feedback.hpp"
#include "gradevault/item.hpp"
#include "gradevault/item_sharpness.hpp"
#include "gradevault/quad_tracker.hpp"

namespace gradevault {
namespace {

using testing::FilmedCapture;
using testing::FilmedFrame;

constexpr int fps = 15;
constexpr int seconds = 3;

/// Share of the time from the first second on that each hint was shown, and how often what is shown changed.
struct Told {
  std::map<Hint, double> share;
  int changes = 0;
  int places = 0;  ///< frames with a hint that has a place

  [[nodiscard]] double of(Hint hint) const {
    const auto found = share.find(hint);
    return found == share.end() ? 0 : found->second;
  }
};

Told tell(const film::FilmOptions& options) {
  Options checks;
  checks.profile = Profile::quick;
  const auto engine = std::move(makeCpuEngine()).value();
  const Size size{options.size.width, options.size.height};
  const auto scanner = std::move(engine->makeScanner(size, checks)).value();
  SequentialExecutor executor;
  FilmedCapture capture(options);
  QuadTracker tracker;
  FeedbackSteadier steadier(checks);
  Told told;
  int index = 0;
  std::optional<Quad> lastQuad;
  while (const std::optional<FilmedFrame> frame = capture.next()) {
    const std::array input{ScanInput{frame->luma.view()}};
    std::array<FrameScan, 1> scan;
    EXPECT_TRUE(scanner->scan(input, scan, executor).ok());
    std::optional<Quad> quad = tracker.follow(frame->quick.view());
    std::optional<double> travel;
    if (quad && lastQuad) {
      travel = 0;
      for (std::size_t i = 0; i < 4; ++i)
        *travel += std::hypot((*quad)[i].x - (*lastQuad)[i].x, (*quad)[i].y - (*lastQuad)[i].y) / 4;
    }
    if (index++ % 3 == 0) {
      quad = detectItemLive(testing::atQuickSize(frame->rgb, frame->quick.size()).view(), checks, quad).quad;
      if (quad) tracker.found(*quad, frame->quick.view());
    }
    lastQuad = quad;
    LiveObservation seen;
    if (travel) seen.itemMotionPerSecond = *travel * fps;
    seen.time = frame->time;
    seen.sample = &scan[0].quick;
    if (scan[0].quick.motion)
      seen.motionPerSecond = *scan[0].quick.motion * fps;  // the quick luma is 640 px long
    seen.frame = size;
    seen.quick = frame->quick.size();
    seen.lookedForItem = true;
    if (quad) {
      seen.quad = *quad;
      for (Point& p : *seen.quad) p = {2 * p.x + 0.5, 2 * p.y + 0.5};
      seen.itemSharpness = itemSharpness(frame->quick.view(), *seen.quad, size);
    }
    const Feedback feedback = steadier.observe(seen);
    if (feedback.changed) ++told.changes;
    if (frame->time < 1) continue;
    told.share[feedback.hint] += 1.0 / (fps * (seconds - 1));
    if (!feedback.place.empty()) ++told.places;
  }
  std::printf("%-8s", options.faults.empty() ? "good" : film::nameOf(*options.faults.begin()));
  for (const auto& [hint, share] : told.share)
    std::printf(" %s %.2f", std::string(name(hint)).c_str(), share);
  std::printf(", %d changes in %d s\n", told.changes, seconds);
  return told;
}

/// Of a few captures, the mean.
Told tellAll(std::set<film::Fault> faults) {
  const int captures = testing::captures(1, 1, 9);
  Told all;
  for (int i = 0; i < captures; ++i) {
    film::FilmOptions options;
    options.seed = 5200 + static_cast<std::uint64_t>(i);
    options.item = i % 2 == 0 ? film::ItemKind::comic : film::ItemKind::card;
    options.table = i % 2 == 0 ? film::Table::plain : film::Table::textured;
    options.faults = faults;
    options.fps = fps;
    options.seconds = seconds;
    const Told told = tell(options);
    for (const auto& [hint, share] : told.share) all.share[hint] += share / captures;
    all.changes = std::max(all.changes, told.changes);
    all.places += told.places;
  }
  EXPECT_LE(all.changes, seconds) << "a hint stays for a second";
  return all;
}

/// Some are filmed from where the item has too few pixels: coming closer is all that is left to say.
TEST(AWellFilmedCapture, IsMostlyGoodOrToBeFilmedFromNearer) {
  const Told told = tellAll({});
  EXPECT_GT(told.of(Hint::good), 0.4);
  EXPECT_GT(told.of(Hint::good) + told.of(Hint::closer), 0.7);
  EXPECT_EQ(
      told.of(Hint::more_light) + told.of(Hint::less_light) + told.of(Hint::focus) + told.of(Hint::farther),
      0);
}

TEST(ABlurredCapture, IsToBeFocused) {
  const Told told = tellAll({film::Fault::blurred});
  EXPECT_GT(told.of(Hint::focus), 0.3);
  EXPECT_LT(told.of(Hint::good), 0.05);
}

TEST(AShakingCapture, IsToBeHeldStill) {
  const Told told = tellAll({film::Fault::shaking});
  EXPECT_GT(told.of(Hint::hold_still), 0.9);
  EXPECT_LT(told.of(Hint::good), 0.05);
}

TEST(ADarkCapture, NeedsLight) {
  const Told told = tellAll({film::Fault::dark});
  EXPECT_GT(told.of(Hint::more_light), 0.9);
  EXPECT_EQ(told.of(Hint::good), 0);
}

TEST(AGlaringCapture, IsToldWhereTheGlareIs) {
  const Told told = tellAll({film::Fault::glaring});
  EXPECT_GT(told.of(Hint::glare), 0.5);
  EXPECT_LT(told.of(Hint::good), 0.05);
  EXPECT_GT(told.places, 0);
}

TEST(ACroppedCapture, IsToShowTheWholeItem) {
  const Told told = tellAll({film::Fault::cropped});
  EXPECT_GT(told.of(Hint::show_item) + told.of(Hint::farther), 0.5);
  EXPECT_LT(told.of(Hint::good), 0.05);
}

TEST(ATiltedCapture, IsToBeHeldFlat) {
  const Told told = tellAll({film::Fault::tilted});
  EXPECT_GT(told.of(Hint::tilt) + told.of(Hint::glare), 0.5);
  EXPECT_GT(told.of(Hint::tilt), 0.2);
  EXPECT_LT(told.of(Hint::good), 0.05);
}

}  // namespace
}  // namespace gradevault
