#pragma once

#include <array>
#include <optional>

#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"

namespace gradevault::feedback {

inline constexpr int patchRadius = 5;  // px; 11 × 11 px see an edge and some of what is beside it
inline constexpr int patchPixels = (2 * patchRadius + 1) * (2 * patchRadius + 1);

/// Where a patch of the first picture is looked for in another: its centre there, and how its neighbourhood
/// is turned and stretched (the homography's derivative at the centre, row by row).
struct PatchPlace {
  Point centre;
  std::array<double, 4> turn{1, 0, 0, 1};
};

/// What a patch says about its own displacement u (px of the new picture): u minimises uᵀ·structure·u +
/// 2·slopeᵀ·u (Lucas and Kanade, 1981). Along an edge `structure` is near 0: there the patch claims nothing.
struct PatchSay {
  std::array<double, 3> structure{};  ///< xx, xy, yy
  std::array<double, 2> slope{};
  double agreement = 0;  ///< correlation of the patch with what is there, −1 … 1
};

/// A piece of one picture by which its place is found again in another. Brightness and contrast do not
/// matter.
class TrackedPatch {
 public:
  /// Absent where the patch and the two pixels around it leave the picture, or show too little to be found
  /// again.
  [[nodiscard]] static std::optional<TrackedPatch> take(GrayView luma, int x, int y);

  [[nodiscard]] const Point& centre() const noexcept { return centre_; }
  /// Absent where the place is not wholly inside `luma`.
  [[nodiscard]] std::optional<PatchSay> say(GrayView luma, const PatchPlace& place) const;

 private:
  using Values = std::array<float, patchPixels>;
  Point centre_;
  Values values_{};  // mean 0, mean square 1
  Values slopeX_{};  // of values_, mean 0
  Values slopeY_{};
  std::array<double, 3> structure_{};
};

}  // namespace gradevault::feedback
