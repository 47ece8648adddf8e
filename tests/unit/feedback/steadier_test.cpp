// That hints come soon, stay long enough to be read, and do not flicker, whatever the frame rate.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "live_scene.hpp"

namespace gradevault {
namespace {

using testing::changes;
using testing::firstShown;
using testing::LiveScene;
using testing::play;
using testing::Shown;

constexpr double frameRates[] = {10, 15, 30, 60};

bool between(double time, double from, double to) {
  return time >= from && time < to;
}

/// The shortest time between two changes.
double shortestDisplay(const std::vector<Shown>& shown) {
  const std::vector<double> times = changes(shown);
  double shortest = 1e9;
  for (std::size_t i = 1; i < times.size(); ++i) shortest = std::min(shortest, times[i] - times[i - 1]);
  return shortest;
}

TEST(AHint, ComesWithinASecondAndGoesWithinTwo) {
  for (const double fps : frameRates) {
    const auto shown = play(fps, 12, [](LiveScene& scene, double time) {
      if (between(time, 4, 7)) scene.motion = 90;
    });
    EXPECT_LT(firstShown(shown, Hint::good), 1.0) << fps;
    const double raised = firstShown(shown, Hint::hold_still);
    EXPECT_GT(raised, 4.0) << fps;
    EXPECT_LT(raised, 5.0) << fps;
    for (const Shown& s : shown) {
      if (between(s.time, 5, 7) || between(s.time, 9, 12)) {
        EXPECT_EQ(s.feedback.hint, s.time < 8 ? Hint::hold_still : Hint::good) << s.time << " s at " << fps;
      }
    }
    EXPECT_EQ(changes(shown).size(), 3U) << fps;
  }
}

TEST(AHint, ComesAtNearlyTheSameTimeAtEveryFrameRate) {
  double earliest = 1e9;
  double latest = 0;
  for (const double fps : frameRates) {
    const auto shown = play(fps, 8, [](LiveScene& scene, double time) {
      if (time >= 4) scene.quad.reset(), scene.itemSharpness.reset();
    });
    double when = 0;
    for (const Shown& s : shown) {
      if (when == 0 && s.time > 3 && s.feedback.hint == Hint::show_item) when = s.time;
    }
    earliest = std::min(earliest, when);
    latest = std::max(latest, when);
  }
  EXPECT_GT(earliest, 4.3);
  EXPECT_LT(latest - earliest, 0.15);  // a frame at 10 frames/s and a half
}

TEST(ASingleBadFrame, ChangesNothing) {
  for (const double fps : frameRates) {
    const auto shown = play(fps, 10, [fps](LiveScene& scene, double time) {
      const int frame = static_cast<int>(std::lround(time * fps));
      if (frame % static_cast<int>(2 * fps) == static_cast<int>(fps)) {
        scene.quad.reset();
        scene.motion = 200;
        scene.sample.highlightLuma = 60;
      }
    });
    EXPECT_EQ(changes(shown).size(), 1U) << fps;  // show_item → good, at the start
  }
}

TEST(TheWayFromOneRestToTheNext, IsNoReasonToComplain) {
  for (const double fps : frameRates) {
    const auto shown = play(fps, 12, [](LiveScene& scene, double time) {
      if (std::fmod(time, 1.6) > 1.24) scene.motion = 150;  // 0.36 s of every 1.6
    });
    EXPECT_EQ(firstShown(shown, Hint::hold_still), 1e9) << fps;
    EXPECT_EQ(shown.back().feedback.hint, Hint::good) << fps;
  }
}

TEST(AValueThatJittersAboutItsLimit, DoesNotFlicker) {
  for (const double fps : frameRates) {
    std::mt19937 random(7);
    const auto shown = play(fps, 60, [&random](LiveScene& scene, double) {
      const Options options;
      const auto jitter = [&random] { return (static_cast<double>(random() % 1000) / 999 - 0.5) * 0.3; };
      scene.motion = options.maxMotion * (1 + jitter());
      scene.itemSharpness = options.warnSharpness * (1 + jitter());
    });
    EXPECT_LE(changes(shown).size(), 12U) << fps;  // two in 10 s
    EXPECT_GE(shortestDisplay(shown), 1.0 - 1e-9) << fps;
  }
}

TEST(WhateverHappens, EveryHintIsShownForItsLeastTime) {
  for (const double fps : frameRates) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
      std::mt19937 random(seed);
      double until = 0;
      unsigned long what = 0;
      const auto shown = play(fps, 60, [&](LiveScene& scene, double time) {
        if (time >= until) {
          until = time + 0.05 + 0.001 * static_cast<double>(random() % 1500);
          what = random() % 9;
        }
        if (what == 0) scene.motion = 100;
        if (what == 1) scene.quad.reset();
        if (what == 2) scene.sample.highlightLuma = 60;
        if (what == 3) scene.itemSharpness = 20;
        if (what == 4) scene.lost = true;
        if (what == 5) scene.motion.reset();
        if (what == 6) {
          scene.sample.glare = {0.05, {{210 + static_cast<int>(random() % 150), 40, 100, 115}}};
          scene.sample.brightShare = 0.05;
        }
      });
      EXPECT_GE(shortestDisplay(shown), 1.0 - 1e-9) << fps << " frames/s, seed " << seed;
      for (std::size_t i = 1; i < shown.size(); ++i) {
        const Feedback& before = shown[i - 1].feedback;
        const Feedback& now = shown[i].feedback;
        EXPECT_EQ(now.changed, now.hint != before.hint || now.place != before.place);
        EXPECT_GE(now.confidence, 0);
        EXPECT_LE(now.confidence, 1 + 1e-12);
      }
    }
  }
}

TEST(LostFrames, SayNothing) {
  const auto shown = play(30, 10, [](LiveScene& scene, double time) {
    scene.lost = std::fmod(time, 1.0) > 0.5;
    if (scene.lost) scene.quad.reset();
  });
  EXPECT_EQ(changes(shown).size(), 1U);
  EXPECT_EQ(shown.back().feedback.hint, Hint::good);
}

TEST(AfterALongGap, OldFramesCountNothing) {
  FeedbackSteadier steadier{Options{}};
  (void)play(steadier, 30, 5, [](LiveScene&, double) {});
  // A minute later something else is in sight.
  const auto shown = play(
      steadier, 30, 3, [](LiveScene& scene, double) { scene.sample.highlightLuma = 60; }, 65);
  EXPECT_EQ(shown.front().feedback.hint, Hint::good) << "one frame is not enough";
  EXPECT_LT(firstShown(shown, Hint::more_light), 65.5);
}

TEST(TimesThatGoBackOrAreNoNumbers, DoNoHarm) {
  FeedbackSteadier steadier{Options{}};
  (void)play(steadier, 30, 2, [](LiveScene&, double) {});
  (void)steadier.observe(LiveScene().at(1.0));
  (void)steadier.observe(LiveScene().at(std::nan("")));
  const auto shown = play(
      steadier, 30, 3, [](LiveScene& scene, double) { scene.motion = 90; }, 2.1);
  EXPECT_LT(firstShown(shown, Hint::hold_still), 3.1);
}

TEST(Reset, ForgetsWhatWasSeen) {
  FeedbackSteadier steadier{Options{}};
  (void)play(steadier, 30, 3, [](LiveScene&, double) {});
  steadier.reset();
  const Feedback first = steadier.observe(LiveScene().at(0));
  EXPECT_EQ(first.hint, Hint::show_item);
  EXPECT_EQ(first.confidence, 0);
}

TEST(OptionsOfTheChecks, MoveTheHints) {
  Options strict;
  strict.warnSharpness = 1000;
  FeedbackSteadier steadier{strict};
  const auto shown = play(steadier, 30, 3, [](LiveScene&, double) {});
  EXPECT_EQ(shown.back().feedback.hint, Hint::focus);
}

TEST(LeastDisplay, IsASetting) {
  FeedbackSettings settings;
  settings.leastDisplay = 3;
  FeedbackSteadier steadier(Options{}, settings);
  const auto shown = play(steadier, 30, 30, [](LiveScene& scene, double time) {
    if (std::fmod(time, 2.0) > 1.0) scene.motion = 100;
  });
  EXPECT_GE(shortestDisplay(shown), 3.0 - 1e-9);
  EXPECT_GE(changes(shown).size(), 3U);
}

}  // namespace
}  // namespace gradevault
