#pragma once

#include <functional>
#include <vector>

#include "gradevault/feedback.hpp"

namespace gradevault::testing {

/// What a live camera of 1280×720 sees of a well-filmed item; tests change what they are about.
struct LiveScene {
  QuickSample sample;
  std::optional<double> motion = 5;
  std::optional<Quad> quad = Quad{{{400, 60}, {820, 60}, {820, 660}, {400, 660}}};
  std::optional<double> itemSharpness = 600;
  bool lost = false;
  bool lookedForItem = true;

  LiveScene() {
    sample.sharpness = 400;
    sample.meanLuma = 120;
    sample.highlightLuma = 220;
  }
  [[nodiscard]] LiveObservation at(double time) const {
    LiveObservation seen;
    seen.time = time;
    seen.sample = lost ? nullptr : &sample;
    seen.motionPerSecond = motion;
    seen.quad = quad;
    seen.lookedForItem = lookedForItem;
    seen.itemSharpness = itemSharpness;
    seen.frame = {1280, 720};
    seen.quick = {640, 360};
    return seen;
  }
};

/// One feedback with its time.
struct Shown {
  double time = 0;
  Feedback feedback;
};

using Change = std::function<void(LiveScene&, double time)>;

/// Plays `seconds` of a scene to a steadier at `fps`; `change` makes each frame of a good one.
inline std::vector<Shown> play(FeedbackSteadier& steadier, double fps, double seconds, const Change& change,
                               double from = 0) {
  std::vector<Shown> shown;
  const int frames = static_cast<int>(seconds * fps + 0.5);
  for (int i = 0; i < frames; ++i) {
    const double time = from + i / fps;
    LiveScene scene;
    change(scene, time);
    shown.push_back({time, steadier.observe(scene.at(time))});
  }
  return shown;
}

inline std::vector<Shown> play(double fps, double seconds, const Change& change) {
  FeedbackSteadier steadier{Options{}};
  return play(steadier, fps, seconds, change);
}

/// When `hint` was first shown; far in the future when it never was.
inline double firstShown(const std::vector<Shown>& shown, Hint hint) {
  for (const Shown& s : shown) {
    if (s.feedback.hint == hint) return s.time;
  }
  return 1e9;
}

/// Times at which the hint or its place changed.
inline std::vector<double> changes(const std::vector<Shown>& shown) {
  std::vector<double> times;
  for (const Shown& s : shown) {
    if (s.feedback.changed) times.push_back(s.time);
  }
  return times;
}

}  // namespace gradevault::testing
