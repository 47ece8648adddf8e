#pragma once

#include "gradevault/geometry.hpp"

namespace gradevault {

/// A quad of the full-size frame in px of the quick luma, whose px (0, 0) is the mean of a block. Both
/// upright.
[[nodiscard]] Quad onQuickLuma(const Quad& quad, Size frame, Size quick) noexcept;
/// The way back.
[[nodiscard]] Quad onFullFrame(const Quad& quad, Size quick, Size frame) noexcept;

}  // namespace gradevault
