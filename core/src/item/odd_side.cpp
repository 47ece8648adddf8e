#include "odd_side.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace gradevault::item {
namespace {

constexpr double enoughSeen = 0.3;

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

}  // namespace

double oddSide(const QuadEvidence& evidence) noexcept {
  double oddest = 0;
  int surrounded = 0;
  for (const SideEvidence& side : evidence.sides) {
    if (side.beyondSeen < enoughSeen) continue;
    ++surrounded;
    double nearest = std::numeric_limits<double>::infinity();
    for (const SideEvidence& other : evidence.sides) {
      if (&other == &side || other.beyondSeen < enoughSeen) continue;
      nearest = std::min(nearest, distance(side.beyond, other.beyond));
    }
    oddest = std::max(oddest, nearest);
  }
  return surrounded < 3 ? 0 : oddest;
}

}  // namespace gradevault::item
