#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gradevault/geometry.hpp"
#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

/// What a person who films is told, one thing at a time.
enum class Hint {
  good,            ///< hold on, this will do
  show_item,       ///< no item in sight, or part of it is outside
  hold_still,
  closer,
  farther,
  more_light,
  less_light,
  glare,           ///< a reflection on the item; `Feedback::place` says where
  tilt,            ///< hold the phone parallel to the item; `place` says which side is farther away
  focus,           ///< still, but blurred
};

[[nodiscard]] std::string_view name(Hint hint) noexcept;
/// The sentence for people, e.g. "glare at the top left: move the lamp or yourself"; `place` may be empty.
[[nodiscard]] std::string sentence(Hint hint, std::string_view place);

/// What one live frame showed. Upright px throughout.
struct LiveObservation {
  double time = 0;                 ///< s, never decreasing
  const QuickSample* sample = nullptr;  ///< null for a lost frame
  std::optional<double> motionPerSecond;  ///< px/s at a long side of 640 px
  std::optional<Quad> quad;        ///< found or tracked, px of the upright frame
  bool lookedForItem = false;      ///< false: detection has not run yet, so a missing quad says nothing
  std::optional<double> itemSharpness;    ///< inside the quad, of the quick luma
  Size frame;                      ///< upright
  Size quick;                      ///< upright; glare blobs are in its px
};

/// What is shown: steadied.
struct Feedback {
  Hint hint = Hint::show_item;
  std::string_view place;          ///< "top left", …; empty where the hint has none
  bool changed = false;            ///< differs from the last one
  double confidence = 0;           ///< 0 … 1: how much of the window says so
};

/// Turns what single frames say into one hint that does not flicker: each hint's evidence is a mean over a window that decays with
/// time (not with frames, so that slow phones behave alike); a hint is raised above one level, dropped below a lower one, and stays
/// for a least time; the most urgent of those raised is shown. Thresholds are those of the checks (`Options`), so that "good" and the
/// verdict agree. Keeps a bounded amount whatever the length. Not for two threads at once.
class FeedbackSteadier {
 public:
  explicit FeedbackSteadier(const Options& options);
  [[nodiscard]] Feedback observe(const LiveObservation& observation);
  void reset();
 // private members: as the implementation needs
};

}  // namespace gradevault
