#pragma once

#include <optional>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// Carries a quad from one frame to the next between two detections: patches along its sides and at its corners are searched for in
/// the new quick luma (integers), and the motion that most agree on (translation, then similarity or homography when well supported)
/// moves the corners. Gives up rather than guesses.
/// Quads are in px of the upright quick luma. Not for two threads at once.
class QuadTracker {
 public:
  /// A detection in `quickLuma` (upright) replaces what was tracked.
  void found(const Quad& quad, GrayView quickLuma);
  /// The quad in the next frame; absent when there is none to track or its trail is lost (then it is forgotten).
  [[nodiscard]] std::optional<Quad> follow(GrayView quickLuma);
  void forget() noexcept;
 // private members: as the implementation needs
};

}  // namespace gradevault
