#pragma once

#include <array>
#include <optional>

#include "feedback/tracked_patch.hpp"
#include "gradevault/geometry.hpp"

namespace gradevault::feedback {

/// How free the common motion is.
enum class MotionModel { translation = 2, affine = 6, homography = 8 };

/// The motion of a plane that many patches agree on: the flow u = a₀ + a₁x + a₂y + a₆x² + a₇xy, v = a₃ + a₄x
/// + a₅y + a₆xy + a₇y² (Longuet-Higgins and Prazdny, 1980), whose normal equations the patches add to.
/// Coordinates are relative to `centre`, in units of `scale` px, so that the eight parameters are of one
/// size.
class PlanarMotion {
 public:
  PlanarMotion(const Point& centre, double scale) : centre_(centre), scale_(scale) {}

  void add(const PatchSay& say, const Point& at, double weight) noexcept;
  /// The homography, px → px, that moves what was added to where it belongs. A small penalty on all but the
  /// translation keeps what the patches do not tell at rest. Absent when they do not tell the translation.
  [[nodiscard]] std::optional<Homography> solve(MotionModel model) const noexcept;

 private:
  static constexpr std::size_t size = 8;
  Point centre_;
  double scale_;
  std::array<std::array<double, size>, size> normal_{};
  std::array<double, size> right_{};
};

}  // namespace gradevault::feedback
