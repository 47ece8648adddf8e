#include "feedback/framing_sign.hpp"

#include <algorithm>

#include "checks/places.hpp"

namespace gradevault::feedback {
namespace {

constexpr double mostOfTheFrame = 0.85;
constexpr double roomKept = 0.9;

struct Extent {
  double from = 0;
  double to = 0;
};

Extent across(const Quad& quad) {
  const auto [least, most] = std::minmax({quad[0].x, quad[1].x, quad[2].x, quad[3].x});
  return {least + 0.5, most + 0.5};
}

Extent down(const Quad& quad) {
  const auto [least, most] = std::minmax({quad[0].y, quad[1].y, quad[2].y, quad[3].y});
  return {least + 0.5, most + 0.5};
}

/// One way across the frame: where the item is cut off, and whether it would fit.
struct Way {
  bool first = false;  // at the left or top border
  bool last = false;   // at the right or bottom one
  bool fits = true;

  Way(const Extent& item, double length, double margin) {
    first = !(item.from >= margin);
    last = !(length - item.to >= margin);
    const double seen = std::min(item.to, length) - std::max(item.from, 0.0);
    fits = !(first && last) && (!(first || last) || seen <= mostOfTheFrame * length);
  }
  [[nodiscard]] double place() const { return first == last ? 0.5 : first ? 0.0 : 1.0; }
};

}  // namespace

Cut cutOf(const Quad& quad, Size frame, double margin) noexcept {
  const double least = margin * std::max(frame.width, frame.height);
  const Way horizontal(across(quad), frame.width, least);
  const Way vertical(down(quad), frame.height, least);
  Cut cut;
  cut.off = horizontal.first || horizontal.last || vertical.first || vertical.last;
  cut.fits = horizontal.fits && vertical.fits;
  if (cut.off && cut.fits) cut.part = partAt(horizontal.place(), vertical.place());
  return cut;
}

bool fitsEnlarged(const Quad& quad, Size frame, double factor) noexcept {
  const Extent x = across(quad);
  const Extent y = down(quad);
  return (x.to - x.from) * factor <= roomKept * frame.width &&
         (y.to - y.from) * factor <= roomKept * frame.height;
}

}  // namespace gradevault::feedback
