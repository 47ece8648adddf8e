#pragma once

#include "gradevault/geometry.hpp"

namespace gradevault {

/// No level of the flow's pyramid is shorter than this on a side, before rounding.
inline constexpr int shortestLevelSide = 32;

/// The coarsest level: at most `levels` above the full size (level 0), each half the one below, while both
/// sides keep `shortestLevelSide`. So `levels` = 3 means four resolutions on a large enough picture.
[[nodiscard]] constexpr int coarsestLevel(Size full, int levels) noexcept {
  int level = 0;
  while (level < levels && (full.width >> (level + 1)) >= shortestLevelSide &&
         (full.height >> (level + 1)) >= shortestLevelSide) {
    ++level;
  }
  return level;
}

/// side / 2^level, halves to the even number.
[[nodiscard]] constexpr int levelSide(int side, int level) noexcept {
  if (level == 0) return side;
  const int whole = side >> level;
  const int rest = side - (whole << level);
  const int half = 1 << (level - 1);
  return rest > half || (rest == half && whole % 2 == 1) ? whole + 1 : whole;
}

/// A level's samples lie 2^level px of the full size apart, the first in the middle of the first 2^level
/// pixels, whether the side divides or not.
[[nodiscard]] constexpr Size levelSize(Size full, int level) noexcept {
  return {levelSide(full.width, level), levelSide(full.height, level)};
}

}  // namespace gradevault
