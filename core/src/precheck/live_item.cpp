#include "precheck/live_item.hpp"

#include <cmath>
#include <utility>

#include "gradevault/item.hpp"

namespace gradevault::precheck {
namespace {

/// s between two looks.
constexpr double lookEvery = 0.2;
/// Looks that may find nothing before the trail of an earlier quad is not believed any more.
constexpr int mostMisses = 3;

double meanTravel(const Quad& from, const Quad& to) {
  double sum = 0;
  for (std::size_t i = 0; i < from.size(); ++i) sum += std::hypot(to[i].x - from[i].x, to[i].y - from[i].y);
  return sum / static_cast<double>(from.size());
}

}  // namespace

LiveItem::Place LiveItem::observe(double time, const DecodedPicture& picture, GrayView quickCoded,
                                  GrayView quickUpright, int factor) {
  const std::optional<Quad> tracked = tracker_.follow(quickUpright);
  Place seen = place(time, picture, quickCoded, quickUpright, factor, tracked);
  if (tracked && lastQuad_) seen.travel = meanTravel(*lastQuad_, *tracked);
  lastQuad_ = seen.quad;
  return seen;
}

LiveItem::Place LiveItem::place(double time, const DecodedPicture& picture, GrayView quickCoded,
                                GrayView quickUpright, int factor, const std::optional<Quad>& tracked) {
  if (lastLook_ && time - *lastLook_ < lookEvery) return {tracked, tracked.has_value()};
  lastLook_ = time;
  if (const std::optional<Quad> found = look(picture, quickCoded, factor, tracked)) {
    misses_ = 0;
    tracker_.found(*found, quickUpright);
    return {found, false};
  }
  if (++misses_ < mostMisses) return {tracked, tracked.has_value()};
  tracker_.forget();
  return {};
}

std::optional<Quad> LiveItem::look(const DecodedPicture& picture, GrayView quickCoded, int factor,
                                   const std::optional<Quad>& tracked) const {
  RgbImage small = smallRgbOf(picture, quickCoded, factor);
  if (rotation_ != Rotation::none) small = rotated(std::as_const(small).view(), rotation_);
  return detectItemLive(std::as_const(small).view(), options_, tracked).quad;
}

}  // namespace gradevault::precheck
