#pragma once

#include <vector>

#include "gradevault/geometry.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

/// How much of one frame's glare lies on the item.
struct ItemGlare {
  double share = 0;          ///< of the item's area, 0 … 1
  std::vector<Point> spots;  ///< centres of the blobs that touch the item, 0 … 1 across and down it
};

/// `item` is clockwise, in px of the quick luma, like the blobs. A blob is taken to fill its box evenly; see
/// gradevault/checks.hpp.
[[nodiscard]] ItemGlare glareOn(const Quad& item, const Glare& glare, Size quickSize);

/// The outer corners of the pixels of `box`.
[[nodiscard]] Quad outline(const Rect& box) noexcept;

}  // namespace gradevault
