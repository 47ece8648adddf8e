#pragma once

#include <cstdint>
#include <vector>

#include "bit_plane.hpp"

namespace gradevault::cpu {

/// Canny's hysteresis on bits, 64 pixels at a time: `edges` comes as the strong pixels (all of them weak, too) and leaves as
/// every weak pixel that is 8-connected to one of them through weak pixels. The same set as the reference's, since
/// reachability has no order. `pending` is memory to work in.
void growEdges(const BitPlane& weak, BitPlane& edges, std::vector<std::uint8_t>& pending);

}  // namespace gradevault::cpu
