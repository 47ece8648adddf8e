#pragma once

#include "scene.hpp"

namespace gradevault::item {

/// The quad with every side moved onto the strongest edge within `reach` work px of it, sides fitted
/// robustly, corners where they meet. Sides on the frame's border, and sides without an edge nearby, stay.
/// When the result is no plausible quad, `quad` comes back.
[[nodiscard]] Quad snapped(const Scene& scene, const Quad& quad, double reach);

/// Corners where the sides meet, side i between corners i and i + 1; `otherwise` where they do not.
[[nodiscard]] Quad cornersOf(const std::array<Line, 4>& sides, const Quad& otherwise) noexcept;

}  // namespace gradevault::item
