#pragma once

#include <memory>
#include <optional>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault {

/// Carries a quad from one frame to the next between two detections: patches along its sides, at its corners and inside are
/// looked for in the new quick luma, first all by one displacement (integers, coarse to fine, up to about 48 px a frame at a
/// long side of 640 px), then each by its own slopes, which together move a homography (robust, sub-pixel; where few patches
/// are to be seen, only an affine motion or a translation). Gives up rather than guesses: when under half of the patches are found
/// again, when the quad's shape changes as no hand can, or when under half of it is still in the frame.
/// Quads are in px of the upright quick luma. Holds two pictures of it. Not for two threads at once.
class QuadTracker {
 public:
  QuadTracker();
  ~QuadTracker();
  QuadTracker(QuadTracker&&) noexcept;
  QuadTracker& operator=(QuadTracker&&) noexcept;

  /// A detection in `quickLuma` (upright) replaces what was tracked; forgets when the quad shows nothing that could be found again.
  void found(const Quad& quad, GrayView quickLuma);
  /// The quad in the next frame; absent when there is none to track or its trail is lost (then it is forgotten).
  [[nodiscard]] std::optional<Quad> follow(GrayView quickLuma);
  void forget() noexcept;

 private:
  struct Trail;
  std::unique_ptr<Trail> trail_;
};

}  // namespace gradevault
