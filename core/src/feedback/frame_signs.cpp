#include "feedback/frame_signs.hpp"

#include <algorithm>

#include "checks/item_glare.hpp"
#include "checks/places.hpp"
#include "checks/quad_measures.hpp"
#include "feedback/framing_sign.hpp"
#include "gradevault/item.hpp"
#include "item/quick_quad.hpp"

namespace gradevault::feedback {
namespace {

/// Additional distance to the border, share of the frame's long side, that a hint about a cut-off item asks
/// for: a tenth of the margin itself would be less than a pixel of the quick luma.
constexpr double marginSlack = 0.005;
/// Times `maxMotion` that an item moves in a shake: a hand that goes calmly from one view to the next moves it
/// faster than `maxMotion`, too, and is not to be told off for it.
constexpr double shake = 3;

class Reading {
 public:
  Reading(const LiveObservation& observation, const Options& options,
          const std::array<bool, hintCount>& counting, double slack)
      : seen_(observation),
        sample_(*observation.sample),
        options_(options),
        counting_(counting),
        slack_(slack) {}

  [[nodiscard]] FrameSigns signs() {
    readLight();
    readMotion();
    if (seen_.quad) {
      readFraming(*seen_.quad);
      readTilt(*seen_.quad);
    } else if (seen_.lookedForItem && !*signs_.of(Hint::more_light)) {
      signs_.of(Hint::show_item) = true;
    }
    readGood();
    return signs_;
  }

 private:
  // Written so that a NaN misses.
  [[nodiscard]] bool under(Hint hint, double value, double limit) const {
    return !(value >= (counting_[indexOf(hint)] ? limit * (1 + slack_) : limit));
  }
  [[nodiscard]] bool over(Hint hint, double value, double limit) const {
    return !(value <= (counting_[indexOf(hint)] ? limit * (1 - slack_) : limit));
  }

  void readLight() {
    signs_.of(Hint::more_light) = under(Hint::more_light, sample_.highlightLuma, options_.warnHighlight);
    const Quad item = seen_.quad ? onQuickLuma(*seen_.quad, seen_.frame, seen_.quick)
                                 : outline({0, 0, seen_.quick.width, seen_.quick.height});
    const ItemGlare glare = glareOn(item, sample_.glare, seen_.quick);
    const bool reflection = over(Hint::glare, glare.share, options_.warnGlareShare);
    if (seen_.quad) {
      signs_.of(Hint::glare) = reflection;
      if (reflection) {
        for (const Point& spot : glare.spots) signs_.point(Hint::glare, partAt(spot.x, spot.y));
      }
    }
    const double clippedLimit = reflection ? options_.failClippedShare : options_.warnClippedShare;
    signs_.of(Hint::less_light) = over(Hint::less_light, sample_.meanLuma, options_.warnBrightMean) ||
                                  over(Hint::less_light, sample_.brightShare, clippedLimit);
  }

  void readMotion() {
    const auto fast = [&](const std::optional<double>& motion, double limit) {
      return motion && over(Hint::hold_still, *motion, limit);
    };
    if (!seen_.motionPerSecond && !seen_.itemMotionPerSecond) return;
    const bool moving = fast(seen_.motionPerSecond, options_.maxMotion) ||
                        fast(seen_.itemMotionPerSecond, shake * options_.maxMotion);
    signs_.of(Hint::hold_still) = moving;
    if (!moving && seen_.itemSharpness) {
      signs_.of(Hint::focus) = under(Hint::focus, *seen_.itemSharpness, options_.warnSharpness);
    }
  }

  void readFraming(const Quad& quad) {
    const bool asked = counting_[indexOf(Hint::show_item)] || counting_[indexOf(Hint::farther)];
    const Cut cut = cutOf(quad, seen_.frame, options_.framingMargin + (asked ? marginSlack : 0));
    signs_.of(Hint::show_item) = cut.off && cut.fits;
    signs_.of(Hint::farther) = cut.off && !cut.fits;
    if (cut.part) signs_.point(Hint::show_item, *cut.part);

    const double share = area(quad) / (static_cast<double>(seen_.frame.width) * seen_.frame.height);
    const double width = shortSide(sidesOf(quad));
    const bool coarse = under(Hint::closer, width, options_.warnResolution) &&
                        fitsEnlarged(quad, seen_.frame, options_.warnResolution / std::max(1.0, width));
    signs_.of(Hint::closer) = !cut.off && (under(Hint::closer, share, options_.warnItemShare) || coarse);
  }

  void readTilt(const Quad& quad) {
    const bool tilted = over(Hint::tilt, tiltDegrees(quad, seen_.frame), options_.warnTilt);
    signs_.of(Hint::tilt) = tilted;
    if (tilted) signs_.point(Hint::tilt, fartherSide(sidesOf(quad)));
  }

  void readGood() {
    const bool any = std::any_of(signs_.says.begin(), signs_.says.end(),
                                 [](const std::optional<bool>& says) { return says.value_or(false); });
    const bool known = seen_.quad && seen_.motionPerSecond && seen_.itemSharpness;
    if (any || known) signs_.of(Hint::good) = !any;
  }

  const LiveObservation& seen_;
  const QuickSample& sample_;
  const Options& options_;
  const std::array<bool, hintCount>& counting_;
  double slack_;
  FrameSigns signs_;
};

}  // namespace

FrameSigns readSigns(const LiveObservation& observation, const Options& options,
                     const std::array<bool, hintCount>& counting, double slack) {
  if (!observation.sample) return {};
  return Reading(observation, options, counting, slack).signs();
}

}  // namespace gradevault::feedback
