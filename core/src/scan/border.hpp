#pragma once

namespace gradevault {

/// The pixel inside 0 … length − 1 that stands for the one at `index`: mirrored at the outermost pixels
/// without repeating them (… 2 1 | 0 1 2 …), again and again for an index far outside. OpenCV's
/// BORDER_REFLECT_101. A side of 1 px stands for all of its neighbours.
[[nodiscard]] constexpr int reflect101(int index, int length) noexcept {
  if (length == 1) return 0;
  while (index < 0 || index >= length) index = index < 0 ? -index : 2 * (length - 1) - index;
  return index;
}

/// The nearest pixel inside 0 … length − 1. OpenCV's BORDER_REPLICATE.
[[nodiscard]] constexpr int replicate(int index, int length) noexcept {
  if (index < 0) return 0;
  return index < length ? index : length - 1;
}

}  // namespace gradevault
