#include <algorithm>
#include <array>
#include <cmath>

#include "checks/places.hpp"
#include "feedback/evidence.hpp"
#include "feedback/frame_signs.hpp"
#include "gradevault/feedback.hpp"

namespace gradevault {

using feedback::Evidence;
using feedback::FrameSigns;
using feedback::hintCount;
using feedback::indexOf;
using feedback::partCount;

namespace {

/// Most urgent first; the reasons stand with FeedbackSteadier.
constexpr std::array<Hint, hintCount - 1> urgency{Hint::more_light, Hint::hold_still, Hint::show_item,
                                                  Hint::farther,    Hint::less_light, Hint::focus,
                                                  Hint::glare,      Hint::tilt,       Hint::closer};
constexpr double firstFrame = 1.0 / 30;  // s that it stands for
constexpr double placeAdvantage = 1.3;   // by how much another place must be more evident to be named instead

}  // namespace

struct FeedbackSteadier::Memory {
  Memory(const Options& o, const FeedbackSettings& s) : options(o), settings(s) {}

  Options options;
  FeedbackSettings settings;
  std::optional<double> lastTime;
  std::array<Evidence, hintCount> evidence;
  std::array<std::array<Evidence, partCount>, hintCount> places;
  std::array<bool, hintCount> counting{};
  Feedback shown;
  std::optional<double> shownSince;  // absent: nothing has been said yet
  std::optional<std::size_t> part;   // of the hint shown

  [[nodiscard]] double mean(Hint hint) const { return evidence[indexOf(hint)].mean(settings.leastKnown); }

  void take(const LiveObservation& observation) {
    const double elapsed = lastTime ? std::max(0.0, observation.time - *lastTime) : firstFrame;
    const double decay = std::exp(-elapsed / settings.window);
    const double weight = 1 - std::exp(-std::min(elapsed, settings.longestFrame) / settings.window);
    lastTime = lastTime ? std::max(*lastTime, observation.time) : observation.time;
    const FrameSigns signs = feedback::readSigns(observation, options, counting, settings.slack);
    for (std::size_t h = 0; h < hintCount; ++h) {
      evidence[h].fade(decay);
      if (signs.says[h]) evidence[h].add(*signs.says[h] ? 1 : 0, weight);
      for (std::size_t p = 0; p < partCount; ++p) {
        places[h][p].fade(decay);
        if (signs.says[h]) places[h][p].add(signs.parts[h][p] ? 1 : 0, weight);
      }
    }
    for (std::size_t h = 0; h < hintCount; ++h) {
      const bool good = h == indexOf(Hint::good);
      const double now = evidence[h].mean(settings.leastKnown);
      if (now >= (good ? settings.raiseGood : settings.raise)) counting[h] = true;
      if (now < (good ? settings.dropGood : settings.drop)) counting[h] = false;
    }
  }

  /// The most urgent hint that counts; with none, the most evident one; with nothing evident, the one that is
  /// shown.
  [[nodiscard]] Hint wanted() const {
    Hint evident = urgency[0];
    for (const Hint hint : urgency) {
      if (counting[indexOf(hint)]) return hint;
      if (mean(hint) > mean(evident)) evident = hint;
    }
    if (counting[indexOf(Hint::good)]) return Hint::good;
    return mean(evident) >= settings.drop ? evident : shown.hint;
  }

  /// Where the evidence for `hint` is, if anywhere; the part named now unless another is clearly more
  /// evident.
  [[nodiscard]] std::optional<std::size_t> wantedPart(Hint hint) const {
    const auto& parts = places[indexOf(hint)];
    const auto value = [&](std::size_t p) { return parts[p].mean(0); };
    std::size_t best = 0;
    for (std::size_t p = 1; p < partCount; ++p) {
      if (value(p) > value(best)) best = p;
    }
    const bool goesOn = hint == shown.hint && part && value(best) <= placeAdvantage * value(*part);
    if (goesOn) return part;
    return value(best) > settings.drop / 2 ? std::optional(best) : std::nullopt;
  }

  [[nodiscard]] Feedback show(double time) {
    const Hint hint = wanted();
    const std::optional<std::size_t> place = wantedPart(hint);
    shown.changed = false;
    const bool other = hint != shown.hint || place != part;
    if (other && !(shownSince && time - *shownSince < settings.leastDisplay)) {
      shown.hint = hint;
      part = place;
      shown.place = place ? partName(*place) : std::string_view();
      shown.changed = true;
      shownSince = time;
    }
    shown.confidence = mean(shown.hint);
    return shown;
  }
};

FeedbackSteadier::FeedbackSteadier(const Options& options, const FeedbackSettings& settings)
    : memory_(std::make_unique<Memory>(options, settings)) {}
FeedbackSteadier::~FeedbackSteadier() = default;
FeedbackSteadier::FeedbackSteadier(FeedbackSteadier&&) noexcept = default;
FeedbackSteadier& FeedbackSteadier::operator=(FeedbackSteadier&&) noexcept = default;

Feedback FeedbackSteadier::observe(const LiveObservation& observation) {
  memory_->take(observation);
  return memory_->show(observation.time);
}

void FeedbackSteadier::reset() {
  *memory_ = Memory(memory_->options, memory_->settings);
}

}  // namespace gradevault
