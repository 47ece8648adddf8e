#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gradevault/defect_maps.hpp"
#include "gradevault/options.hpp"

namespace gradevault {

/// A named part of the rectified item.
struct Region {
  std::string name;         ///< spine, corner_top_left, …, edge_top, …, surface
  std::vector<Rect> areas;  ///< px of the rectified picture, disjoint
};

/// The regions of a rectified item of `size`. spine: the left 8 %, on a back the right 8 % (comics only); corners:
/// 15 % × 12 % each; edges: bands of 4 % along each side; surface: the middle 60 % × 60 %. Every region has at least a
/// pixel; regions overlap, as the prototype's did.
[[nodiscard]] std::vector<Region> itemRegions(Size size, ItemType itemType, Side side);

/// 100 · mask pixels / valid pixels of the region; 0 when no pixel of it is valid.
[[nodiscard]] double regionPercentage(const Region& region, const DefectMaps& maps);

}  // namespace gradevault
