// What is called good while filming is not to be filmed again afterwards.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "gradevault/checks.hpp"
#include "gradevault/select.hpp"
#include "live_scene.hpp"

namespace gradevault {
namespace {

using testing::LiveScene;

/// A value that lies between `low` and `high`, nearer to either for a while.
class Wander {
 public:
  Wander(double low, double high, std::mt19937& random) : low_(low), high_(high), random_(random) {}
  double next() {
    if (random_() % 20 == 0) centre_ = share();
    return low_ + (high_ - low_) * (0.8 * centre_ + 0.2 * share());
  }

 private:
  double share() { return static_cast<double>(random_() % 1001) / 1000; }
  double low_;
  double high_;
  std::mt19937& random_;
  double centre_ = 0.5;
};

constexpr double fps = 15;

/// Frames that were shown one after another under `good`, as a capture of their own.
struct GoodStretch {
  std::vector<FrameRecord> frames;
  std::vector<Quad> quads;
  std::vector<double> sharpness;
  void clear() { *this = {}; }
  [[nodiscard]] double seconds() const { return static_cast<double>(frames.size()) / fps; }
};

Verdict verdictOn(const GoodStretch& stretch) {
  const Options options;
  const Selection selection = selectGoldenFrames(stretch.frames, {640, 360}, options);
  std::vector<ItemDetection> items;
  std::vector<std::optional<double>> sharpness;
  for (const int frame : selection.frames) {
    ItemDetection item;
    item.quad = stretch.quads[static_cast<std::size_t>(frame)];
    items.push_back(item);
    sharpness.emplace_back(stretch.sharpness[static_cast<std::size_t>(frame)]);
  }
  return verdictOf(
      runChecks({stretch.frames, selection, items, sharpness, {1280, 720}, {640, 360}}, options));
}

TEST(ThreeSecondsOfGood, AreNoRetake) {
  int stretches = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    Wander motion(0, 60, random);
    Wander sharpness(60, 500, random);
    Wander highlight(100, 250, random);
    Wander bright(60, 245, random);
    Wander aside(-380, 380, random);
    FeedbackSteadier steadier{Options{}};
    GoodStretch stretch;
    for (int i = 0; i < 60 * static_cast<int>(fps); ++i) {
      LiveScene scene;
      const double speed = motion.next();
      scene.motion = speed;
      scene.sample.motion = speed / fps;
      scene.itemSharpness = sharpness.next();
      scene.sample.sharpness = *scene.itemSharpness / 2;
      scene.sample.highlightLuma = static_cast<int>(highlight.next());
      scene.sample.meanLuma = bright.next();
      const double x = aside.next();
      for (Point& p : *scene.quad) p.x += x;
      const Feedback feedback = steadier.observe(scene.at(i / fps));
      if (feedback.hint == Hint::good) {
        FrameRecord record;
        record.time = static_cast<double>(stretch.frames.size()) / fps;
        record.scan.emplace();
        record.scan->quick = scene.sample;
        stretch.frames.push_back(record);
        stretch.quads.push_back(*scene.quad);
        stretch.sharpness.push_back(*scene.itemSharpness);
      }
      if (feedback.hint != Hint::good || stretch.seconds() >= 10) {
        if (stretch.seconds() >= 3) {
          ++stretches;
          EXPECT_NE(verdictOn(stretch), Verdict::retake) << "seed " << seed << ", until " << i / fps << " s";
        }
        stretch.clear();
      }
    }
  }
  EXPECT_GE(stretches, 20);
}

}  // namespace
}  // namespace gradevault
