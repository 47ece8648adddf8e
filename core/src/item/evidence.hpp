#pragma once

#include <array>

#include "scene.hpp"

namespace gradevault::item {

/// What the picture says about one side of a quad; means over points along the side, 0 … 1 unless said
/// otherwise.
struct SideEvidence {
  double seen = 0;     ///< share of the side that lies inside the frame
  double support = 0;  ///< edge evidence across the side
  double crisp =
      0;  ///< how sharp the edge is: its strength on the fine layer over that on the coarse; a shadow is soft
  double gap = 0;   ///< longest stretch without evidence, as a share of the side
  double step = 0;  ///< colour step d from outside to inside, as d / (d + 5), Lab units
  double calm = 0;  ///< −1 … 1: (step − change further out) / (their sum + 3); the outside goes on as table
  double outColour = 0;  ///< foreignness by colour just outside
  double inColour = 0;   ///< … and just inside
  double rival =
      0;  ///< greatest edge evidence along a parallel 3 … 24 px further out: then this may be an inner frame
  double overrun = 0;  ///< edge evidence on the side's line beyond its corners
  double beyondSeen =
      0;  ///< share of the side whose surroundings, 10 … 19 px further out, lie inside the frame
  std::array<double, 3> beyond{};  ///< their mean colour, Lab
};

struct QuadEvidence {
  std::array<SideEvidence, 4> sides;
  double share = 0;      ///< of the frame's area, visible part
  double offCentre = 0;  ///< distance of the quad's centre from the frame's, in half diagonals
};

/// Quad in work px, clockwise.
[[nodiscard]] QuadEvidence measureQuad(const Scene& scene, const Quad& quad);

}  // namespace gradevault::item
