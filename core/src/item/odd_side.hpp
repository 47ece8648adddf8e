#pragma once

#include "evidence.hpp"

namespace gradevault::item {

/// How much the surroundings of the oddest side differ from those of the side that is most like it: distance
/// of the mean colours 10 … 19 px outside, Lab. The same table lies around an item on all sides. Where one
/// side is an inner line and the item goes on beyond it, its surroundings are printed: 34 to 36 in a cropped
/// card, up to 18 around generated cards, comics and boxes with a wall in sight, 10 around a real print. 0
/// where less than three sides have surroundings in the frame.
[[nodiscard]] double oddSide(const QuadEvidence& evidence) noexcept;

}  // namespace gradevault::item
