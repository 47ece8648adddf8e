// The checks that measure the item's quads: tilt and resolution.
#include "checks/grading.hpp"
#include "checks/places.hpp"
#include "checks/quad_measures.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {
namespace {

std::vector<const Quad*> quadsOf(const std::vector<GoldenSample>& golden) {
  std::vector<const Quad*> quads;
  for (const GoldenSample& sample : golden) {
    if (sample.item && sample.item->quad) quads.push_back(&*sample.item->quad);
  }
  return quads;
}

Sides sumOfSides(const std::vector<const Quad*>& quads) {
  Sides sum;
  for (const Quad* quad : quads) sum += sidesOf(*quad);
  return sum;
}

}  // namespace

Check tiltCheck(const std::vector<GoldenSample>& golden, Size frameSize, const Options& options) {
  const auto quads = quadsOf(golden);
  if (quads.empty()) return unavailable("tilt", "The item's outline was not found.");
  std::vector<double> angles;
  for (const Quad* quad : quads) angles.push_back(tiltDegrees(*quad, frameSize));
  const Grade grade = gradeCeiling(median(angles), options.warnTilt, options.failTilt);
  Check check = checkOf("tilt", grade, "°", "Hold the phone flat above the middle of the item.");
  if (grade.status != CheckStatus::ok) check.where.emplace_back(partName(fartherSide(sumOfSides(quads))));
  return check;
}

Check resolutionCheck(const std::vector<GoldenSample>& golden, const Options& options) {
  const auto quads = quadsOf(golden);
  if (quads.empty()) return unavailable("resolution", "The item's outline was not found.");
  std::vector<double> across;
  for (const Quad* quad : quads) across.push_back(shortSide(sidesOf(*quad)));
  return checkOf("resolution", gradeFloor(median(across), options.warnResolution, options.failResolution),
                 "px", "Move closer, or film in a higher resolution.");
}

}  // namespace gradevault
