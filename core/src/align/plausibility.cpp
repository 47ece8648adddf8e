#include "align/plausibility.hpp"

#include <algorithm>
#include <cmath>

#include "rectify/homography.hpp"

namespace gradevault {
namespace {

Quad outline(Size size) {
  const double right = size.width - 0.5;
  const double bottom = size.height - 0.5;
  return {{{-0.5, -0.5}, {right, -0.5}, {right, bottom}, {-0.5, bottom}}};
}

}  // namespace

double cornerShift(const Homography& toReference, Size frame, Size reference) {
  const Quad from = outline(frame);
  const Quad to = outline(reference);
  double most = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Point p = mapped(toReference, from[i]);
    most = std::max(most, std::hypot(p.x - to[i].x, p.y - to[i].y));
  }
  return most;
}

std::string implausibility(const Homography& toReference, Size frame, Size reference) {
  for (const double value : toReference) {
    if (!std::isfinite(value)) return "no homography fits the matches";
  }
  Quad corners = outline(frame);
  for (Point& p : corners) {
    if (toReference[6] * p.x + toReference[7] * p.y + toReference[8] <= 0) {
      return "the matches would turn the picture inside out";
    }
    p = mapped(toReference, p);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % 4];
    const Point& c = corners[(i + 2) % 4];
    if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) <= 0) {
      return "the matches would turn the picture over";
    }
  }
  const double limit = mostCornerShift * std::max(reference.width, reference.height);
  if (!(cornerShift(toReference, frame, reference) <= limit)) {
    return "a corner would move by more than 10 % of the picture's long side";
  }
  return {};
}

}  // namespace gradevault
