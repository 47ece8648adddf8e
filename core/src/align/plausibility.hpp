#pragma once

#include <string>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// The farthest that a corner of the rectified picture may be moved by an alignment, of the reference's long
/// side.
inline constexpr double mostCornerShift = 0.10;

/// Why `toReference` cannot be the small correction that an alignment is; empty when it can: it must keep the
/// picture's four corners in front of the camera, keep their sense of turning, and move each by at most
/// `mostCornerShift`.
[[nodiscard]] std::string implausibility(const Homography& toReference, Size frame, Size reference);

/// Largest distance in px between the reference's corners and where the frame's come to.
[[nodiscard]] double cornerShift(const Homography& toReference, Size frame, Size reference);

}  // namespace gradevault
