#pragma once

#include <cstddef>
#include <optional>

#include "gradevault/geometry.hpp"

namespace gradevault::feedback {

/// How an item that was found lies in the frame.
struct Cut {
  bool off = false;                 ///< a corner is outside, or nearer to the border than the margin
  bool fits = true;                 ///< cut off, but it would fit: aiming elsewhere is enough
  std::optional<std::size_t> part;  ///< where it is cut off, as a part of the frame (`partName`)
};

/// Cut off at opposite borders, or at one border while it takes more than 85 % of the frame's length that way
/// (what is outside cannot come in without the other end going out), an item does not fit. `margin`: share of
/// the frame's long side.
[[nodiscard]] Cut cutOf(const Quad& quad, Size frame, double margin) noexcept;

/// Whether the quad, `factor` times as large, would still fit with some room (90 % of the frame each way).
[[nodiscard]] bool fitsEnlarged(const Quad& quad, Size frame, double factor) noexcept;

}  // namespace gradevault::feedback
