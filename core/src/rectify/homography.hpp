#pragma once

#include "gradevault/geometry.hpp"

namespace gradevault {

/// Where `point` goes. Precondition: it does not lie on the homography's horizon (w' ≠ 0).
[[nodiscard]] Point mapped(const Homography& homography, Point point) noexcept;

/// First `second`, then `first`: the matrix product first · second.
[[nodiscard]] Homography product(const Homography& first, const Homography& second) noexcept;

/// The exact inverse (adjugate / determinant). Precondition: the determinant is not 0.
[[nodiscard]] Homography inverse(const Homography& homography) noexcept;

/// Rectified px → frame px: the picture's outer corners, (−0.5, −0.5) … (width − 0.5, height − 0.5), go to
/// the quad's corners. Closed form for a square (Heckbert, Fundamentals of Texture Mapping, 1989, §2.2.3)
/// after scaling the picture to it; in doubles, so that it does not depend on OpenCV's solver. Precondition:
/// the quad is convex, its area over 0.
[[nodiscard]] Homography rectifiedToFrame(const Quad& quad, Size rectified) noexcept;

}  // namespace gradevault
