#pragma once

#include <array>
#include <vector>

#include "edge_layer.hpp"
#include "foreignness.hpp"
#include "line.hpp"
#include "work_picture.hpp"

namespace gradevault::item {

/// Everything the quad search asks of a stretch of a line, as running sums over steps of one px, so that each
/// of many thousand quads costs a few look-ups.
class LineProfile {
 public:
  /// What is usual along a stretch; each 0 … 1, `change` −1 … 1.
  struct Stretch {
    double support = 0;  ///< edge evidence across the line
    double change = 0;   ///< foreignness on the normal's side minus that on the other
    double behind = 0;   ///< foreignness on the side that the normal points away from
    double seen = 0;     ///< px of the stretch that lie inside the frame
  };

  LineProfile(const Line& line, const std::array<EdgeLayer, 2>& layers, const Foreignness& foreignness);

  [[nodiscard]] const Line& line() const noexcept { return line_; }
  /// Where `p` lies along the line, px; grows along (ny, −nx).
  [[nodiscard]] double position(const Point& p) const noexcept { return line_.ny * p.x - line_.nx * p.y; }
  [[nodiscard]] Stretch stretch(double from, double to) const;

 private:
  struct Sums {
    double support = 0;
    double change = 0;
    double behind = 0;
  };

  Line line_;
  double begin_ = 0;  ///< position of the first step inside the frame
  std::vector<Sums> sums_;
};

}  // namespace gradevault::item
