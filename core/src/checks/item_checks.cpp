// The checks that measure the item's quads: tilt and resolution.
#include <algorithm>
#include <cmath>

#include "checks/grading.hpp"
#include "checks/places.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {
namespace {

struct Sides {
  double top = 0;
  double right = 0;
  double bottom = 0;
  double left = 0;
};

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

Sides sidesOf(const Quad& quad) {
  return {distance(quad[0], quad[1]), distance(quad[1], quad[2]), distance(quad[2], quad[3]),
          distance(quad[3], quad[0])};
}

std::vector<const Quad*> quadsOf(const std::vector<GoldenSample>& golden) {
  std::vector<const Quad*> quads;
  for (const GoldenSample& sample : golden) {
    if (sample.item && sample.item->quad) quads.push_back(&*sample.item->quad);
  }
  return quads;
}

// The side that is farther from the camera looks shorter than the one across from it.
std::string fartherSide(const std::vector<const Quad*>& quads) {
  Sides sum;
  for (const Quad* quad : quads) {
    const Sides own = sidesOf(*quad);
    sum = {sum.top + own.top, sum.right + own.right, sum.bottom + own.bottom, sum.left + own.left};
  }
  const double down = std::log(sum.top / sum.bottom);
  const double across = std::log(sum.left / sum.right);
  if (std::abs(down) >= std::abs(across)) return down < 0 ? "top" : "bottom";
  return across < 0 ? "left" : "right";
}

}  // namespace

Check tiltCheck(const std::vector<GoldenSample>& golden, Size frameSize, const Options& options) {
  const auto quads = quadsOf(golden);
  if (quads.empty()) return unavailable("tilt", "The item's outline was not found.");
  std::vector<double> angles;
  for (const Quad* quad : quads) angles.push_back(tiltDegrees(*quad, frameSize));
  const Grade grade = gradeCeiling(median(angles), options.warnTilt, options.failTilt);
  Check check = checkOf("tilt", grade, "°", "Hold the phone flat above the middle of the item.");
  if (grade.status != CheckStatus::ok) check.where.push_back(fartherSide(quads));
  return check;
}

Check resolutionCheck(const std::vector<GoldenSample>& golden, const Options& options) {
  const auto quads = quadsOf(golden);
  if (quads.empty()) return unavailable("resolution", "The item's outline was not found.");
  std::vector<double> across;
  for (const Quad* quad : quads) {
    const Sides sides = sidesOf(*quad);
    across.push_back(std::min((sides.top + sides.bottom) / 2.0, (sides.left + sides.right) / 2.0));
  }
  return checkOf("resolution", gradeFloor(median(across), options.warnResolution, options.failResolution),
                 "px", "Move closer, or film in a higher resolution.");
}

}  // namespace gradevault
