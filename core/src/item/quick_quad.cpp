#include "item/quick_quad.hpp"

namespace gradevault {
namespace {

Quad scaled(const Quad& quad, Size from, Size to) noexcept {
  Quad result = quad;
  for (Point& p : result) {
    p.x = (p.x + 0.5) * to.width / from.width - 0.5;
    p.y = (p.y + 0.5) * to.height / from.height - 0.5;
  }
  return result;
}

}  // namespace

Quad onQuickLuma(const Quad& quad, Size frame, Size quick) noexcept {
  return scaled(quad, frame, quick);
}

Quad onFullFrame(const Quad& quad, Size quick, Size frame) noexcept {
  return scaled(quad, quick, frame);
}

}  // namespace gradevault
