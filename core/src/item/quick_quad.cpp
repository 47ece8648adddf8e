#include "item/quick_quad.hpp"

namespace gradevault {

Quad onQuickLuma(const Quad& quad, Size frame, Size quick) noexcept {
  Quad result = quad;
  for (Point& p : result) {
    p.x = (p.x + 0.5) * quick.width / frame.width - 0.5;
    p.y = (p.y + 0.5) * quick.height / frame.height - 0.5;
  }
  return result;
}

}  // namespace gradevault
