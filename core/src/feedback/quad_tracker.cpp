#include "gradevault/quad_tracker.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "feedback/joint_search.hpp"
#include "feedback/planar_motion.hpp"
#include "feedback/tracked_patch.hpp"
#include "gradevault/item.hpp"
#include "gradevault/luma.hpp"
#include "item/quad_shape.hpp"
#include "rectify/homography.hpp"

namespace gradevault {

using feedback::Displacement;
using feedback::MotionModel;
using feedback::PatchPlace;
using feedback::PatchSay;
using feedback::PlanarMotion;
using feedback::TrackedPatch;

namespace {

constexpr int alongASide = 9;  // patches
constexpr int insideEachWay = 5;
constexpr std::size_t fewest = 8;  // patches found again
constexpr double leastAgreement = 0.6;
constexpr double leastSupport = 0.5;   // of the patches that should be in sight
constexpr double renewSupport = 0.75;  // below it, the view has changed: patches are taken anew
constexpr int renewAfter = 8;          // frames
constexpr double leastVisible = 0.5;   // of the quad's area
constexpr double mostGrowth = 1.25;    // of the area, a frame

Homography shift(double x, double y) {
  return {1, 0, x, 0, 1, y, 0, 0, 1};
}

Point between(const Quad& quad, double across, double down) {
  const auto mix = [&](double Point::*member) {
    return (1 - down) * ((1 - across) * quad[0].*member + across * quad[1].*member) +
           down * ((1 - across) * quad[3].*member + across * quad[2].*member);
  };
  return {mix(&Point::x), mix(&Point::y)};
}

std::vector<TrackedPatch> takePatches(const Quad& quad, GrayView luma) {
  std::vector<Point> places(quad.begin(), quad.end());
  for (int i = 0; i < alongASide; ++i) {
    const double t = (i + 0.5) / alongASide;
    for (const Point& at : {Point{t, 0}, Point{1, t}, Point{1 - t, 1}, Point{0, 1 - t}}) {
      places.push_back(between(quad, at.x, at.y));
    }
  }
  for (int i = 0; i < insideEachWay * insideEachWay; ++i) {
    places.push_back(between(quad, (i % insideEachWay + 1.0) / (insideEachWay + 1),
                             (i / insideEachWay + 1.0) / (insideEachWay + 1)));
  }
  std::vector<TrackedPatch> patches;
  const double farthest = 4.0 * std::max(luma.width(), luma.height());
  for (const Point& place : places) {
    if (!(std::abs(place.x) < farthest && std::abs(place.y) < farthest)) continue;
    const auto patch = TrackedPatch::take(luma, static_cast<int>(std::lround(place.x)),
                                          static_cast<int>(std::lround(place.y)));
    if (patch) patches.push_back(*patch);
  }
  return patches;
}

PatchPlace placeOf(const Homography& h, const Point& p) {
  const double w = h[6] * p.x + h[7] * p.y + h[8];
  const Point centre{(h[0] * p.x + h[1] * p.y + h[2]) / w, (h[3] * p.x + h[4] * p.y + h[5]) / w};
  return {centre,
          {(h[0] - centre.x * h[6]) / w, (h[1] - centre.x * h[7]) / w, (h[3] - centre.y * h[6]) / w,
           (h[4] - centre.y * h[7]) / w}};
}

Quad moved(const Quad& quad, const Homography& h) {
  return {mapped(h, quad[0]), mapped(h, quad[1]), mapped(h, quad[2]), mapped(h, quad[3])};
}

/// Patches that disagree count little; those that do not agree at all, nothing.
double weightOf(const PatchSay& say) {
  const double agreed = std::clamp((say.agreement - 0.3) / 0.6, 0.0, 1.0);
  return agreed * agreed;
}

/// The pictures that a coarse-to-fine search looks at.
struct Levels {
  explicit Levels(GrayView luma)
      : full(luma), quarter(averagedDown(luma, 4)), eighth(averagedDown(luma, 8)) {}
  GrayImage full;
  GrayImage quarter;
  GrayImage eighth;
};

std::vector<Point> scaledDown(const std::vector<Point>& places, double factor) {
  std::vector<Point> result = places;
  for (Point& p : result) p = {(p.x + 0.5) / factor - 0.5, (p.y + 0.5) / factor - 0.5};
  return result;
}

/// One step of `motion` towards where most patches agree with the picture; false when they do not say where.
/// `now` is the quad in `luma` as far as known.
bool improve(const std::vector<TrackedPatch>& patches, GrayView luma, const Quad& now, MotionModel model,
             Homography& motion) {
  PlanarMotion common(between(now, 0.5, 0.5), std::max(4.0, std::sqrt(std::abs(area(now))) / 2));
  for (const TrackedPatch& patch : patches) {
    const PatchPlace place = placeOf(motion, patch.centre());
    if (const auto say = patch.say(luma, place)) common.add(*say, place.centre, weightOf(*say));
  }
  const std::optional<Homography> change = common.solve(model);
  if (change) motion = product(*change, motion);
  return change.has_value();
}

/// From one frame to the next, to about a pixel: one displacement of all centres, then what they say on
/// pictures of a quarter of the size, where coming closer or turning moves a corner by little more than a
/// pixel a frame.
Homography coarseMotion(const Levels& before, const Levels& after, const std::vector<Point>& centres,
                        const Quad& quad) {
  const std::vector<Point> quarters = scaledDown(centres, 4);
  Displacement d =
      feedback::jointSearch(before.eighth.view(), after.eighth.view(), scaledDown(centres, 8), {0, 0}, 6);
  d = feedback::jointSearch(before.quarter.view(), after.quarter.view(), quarters, {2 * d.x, 2 * d.y}, 2);
  Homography motion = shift(d.x, d.y);
  std::vector<TrackedPatch> patches;
  for (const Point& at : quarters) {
    const auto patch = TrackedPatch::take(before.quarter.view(), static_cast<int>(std::lround(at.x)),
                                          static_cast<int>(std::lround(at.y)));
    if (patch) patches.push_back(*patch);
  }
  const std::vector<Point> corners = scaledDown({quad.begin(), quad.end()}, 4);
  const Quad now = moved({corners[0], corners[1], corners[2], corners[3]}, motion);
  Homography better = motion;
  bool told = true;
  for (const MotionModel model :
       {MotionModel::translation, MotionModel::affine, MotionModel::affine, MotionModel::affine}) {
    told = told && improve(patches, after.quarter.view(), now, model, better);
  }
  if (told) motion = better;
  constexpr Homography toFull{4, 0, 1.5, 0, 4, 1.5, 0, 0, 1};
  return product(toFull, product(motion, inverse(toFull)));
}

}  // namespace

struct QuadTracker::Trail {
  Trail(const Quad& found, GrayView luma) : levels(luma) { start(found); }

  Levels levels;  // of the last frame
  Quad start_{};  // the quad where the patches were taken
  std::vector<TrackedPatch> patches;
  Homography motion = shift(0, 0);  // from where the patches were taken to the last frame
  int age = 0;                      // frames since then

  void start(const Quad& quad) {
    start_ = quad;
    patches = takePatches(quad, levels.full.view());
    motion = shift(0, 0);
    age = 0;
  }

  [[nodiscard]] std::vector<Point> centres() const {
    std::vector<Point> result;
    for (const TrackedPatch& patch : patches) result.push_back(mapped(motion, patch.centre()));
    return result;
  }

  struct Support {
    std::size_t found = 0;
    double share = 0;  // of the patches that should be in sight
  };
  [[nodiscard]] Support support(GrayView luma) const {
    std::size_t seen = 0;
    Support result;
    for (const TrackedPatch& patch : patches) {
      const auto say = patch.say(luma, placeOf(motion, patch.centre()));
      if (!say) continue;
      ++seen;
      if (say->agreement >= leastAgreement) ++result.found;
    }
    if (seen > 0) result.share = static_cast<double>(result.found) / static_cast<double>(seen);
    return result;
  }

  [[nodiscard]] std::optional<Quad> follow(GrayView luma) {
    Levels next(luma);
    const Quad before = moved(start_, motion);
    motion = product(coarseMotion(levels, next, centres(), before), motion);
    levels = std::move(next);
    constexpr std::array<MotionModel, 4> steps{MotionModel::affine, MotionModel::affine,
                                               MotionModel::homography, MotionModel::homography};
    for (const MotionModel model : steps) {
      if (!improve(patches, luma, moved(start_, motion), model, motion)) return std::nullopt;
    }
    const Support supported = support(luma);
    if (supported.found < fewest || supported.share < leastSupport) return std::nullopt;
    const Quad now = moved(start_, motion);
    if (!plausible(before, now, luma.size())) return std::nullopt;
    ++age;
    if (age >= renewAfter || supported.share < renewSupport) start(now);
    return now;
  }

  [[nodiscard]] static bool plausible(const Quad& before, const Quad& now, Size frame) {
    const double size = area(now);
    const double growth = size / area(before);
    if (!(growth > 1 / mostGrowth && growth < mostGrowth) || !item::plausibleShape(now)) return false;
    const double visible = item::visibleShare(now, frame) * frame.width * frame.height;
    return visible >= leastVisible * size;
  }
};

QuadTracker::QuadTracker() = default;
QuadTracker::~QuadTracker() = default;
QuadTracker::QuadTracker(QuadTracker&&) noexcept = default;
QuadTracker& QuadTracker::operator=(QuadTracker&&) noexcept = default;

void QuadTracker::found(const Quad& quad, GrayView quickLuma) {
  trail_.reset();
  if (quickLuma.empty() || !(area(quad) > 0)) return;
  auto trail = std::make_unique<Trail>(quad, quickLuma);
  if (trail->patches.size() >= fewest) trail_ = std::move(trail);
}

std::optional<Quad> QuadTracker::follow(GrayView quickLuma) {
  if (!trail_) return std::nullopt;
  std::optional<Quad> quad;
  if (quickLuma.size() == trail_->levels.full.size()) quad = trail_->follow(quickLuma);
  if (!quad) trail_.reset();
  return quad;
}

void QuadTracker::forget() noexcept {
  trail_.reset();
}

}  // namespace gradevault
