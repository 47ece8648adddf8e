#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gradevault/geometry.hpp"
#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

/// What a person who films is told, one thing at a time.
enum class Hint {
  good,        ///< hold on, this will do
  show_item,   ///< no item in sight, or one end of it is outside; `Feedback::place` says which
  hold_still,
  closer,      ///< the item is small in the picture, or has too few pixels where there is room for more
  farther,     ///< the item is cut off and does not fit from here: aiming elsewhere would not help
  more_light,
  less_light,
  glare,       ///< a reflection on the item; `place` says where
  tilt,        ///< hold the phone parallel to the item; `place` says which side is farther away
  focus,       ///< still, but blurred
};

[[nodiscard]] std::string_view name(Hint hint) noexcept;
/// The sentence for people, e.g. "glare at the top left: move the lamp or yourself"; `place` may be empty.
[[nodiscard]] std::string sentence(Hint hint, std::string_view place);

/// What one live frame showed. Upright px throughout.
struct LiveObservation {
  double time = 0;                 ///< s, never decreasing
  const QuickSample* sample = nullptr;  ///< null for a lost frame; glare blobs turned upright
  std::optional<double> motionPerSecond;  ///< px/s at a long side of 640 px
  /// The same of the item alone, by its tracked corners: on a plain table the picture's mean flow hardly sees that it moves.
  std::optional<double> itemMotionPerSecond = std::nullopt;
  std::optional<Quad> quad;        ///< found or tracked, px of the upright frame
  bool lookedForItem = false;      ///< false: detection has not run yet, so a missing quad says nothing
  std::optional<double> itemSharpness;    ///< inside the quad, of the quick luma
  Size frame;                      ///< upright
  Size quick;                      ///< upright; glare blobs are in its px
};

/// What is shown: steadied.
struct Feedback {
  Hint hint = Hint::show_item;
  std::string_view place;          ///< "top left", …; empty where the hint has none. Valid for ever
  bool changed = false;            ///< hint or place differs from the last one
  double confidence = 0;           ///< 0 … 1: how much of the window says so
};

/// How slowly the hints follow the frames. How the values were found: docs/decisions/0073-feedback.md.
struct FeedbackSettings {
  double window = 0.6;        ///< s, > 0; a frame's say has faded to 1/e after so long. Longer than the way from one rest to the next
  double raise = 0.6;         ///< share of the window from which a hint counts …
  double drop = 0.3;          ///< … until it falls below this
  double raiseGood = 0.7;     ///< the same for `good`: 1 − drop, …
  double dropGood = 0.4;      ///< … and 1 − raise, so that one thing that is wrong sometimes comes and goes at its own levels
  double leastKnown = 0.4;    ///< share of the window that must have been seen before anything is concluded from it
  double leastDisplay = 1.0;  ///< s that a hint stays, so that it can be read
  double longestFrame = 0.25; ///< s that one frame may stand for; what is longer is a gap, of which nothing is known
  double slack = 0.1;         ///< a hint that counts asks for this share more than the limit, so that a value on the limit rests
};

/// Turns what single frames say into one hint that does not flicker: each hint's evidence is a mean over a window that decays with
/// time (not with frames, so that slow phones behave alike); a hint is raised above one level, dropped below a lower one, and stays
/// for a least time; the most urgent of those raised is shown. Most urgent first: more_light (in the dark nothing else can be told),
/// hold_still (nor while the picture moves), show_item, farther, less_light, focus, glare, tilt, closer: first what spoils a capture,
/// then what makes it worse, then what would make it better. A frame speaks for a hint where it misses the `warn…` limit of the check that says the same (for
/// hold_still `maxMotion`, of the whole picture's motion, or three times it of the item's), so that while `good` is shown the verdict would not be `retake`.
/// Keeps a bounded amount whatever the length. Not for two threads at once.
class FeedbackSteadier {
 public:
  explicit FeedbackSteadier(const Options& options, const FeedbackSettings& settings = {});
  ~FeedbackSteadier();
  FeedbackSteadier(FeedbackSteadier&&) noexcept;
  FeedbackSteadier& operator=(FeedbackSteadier&&) noexcept;

  /// Until enough has been seen: show_item with confidence 0.
  [[nodiscard]] Feedback observe(const LiveObservation& observation);
  void reset();

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace gradevault
