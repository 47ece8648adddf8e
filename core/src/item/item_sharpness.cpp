#include "gradevault/item_sharpness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "gradevault/item.hpp"
#include "item/quick_quad.hpp"
#include "scan/sharpness.hpp"

namespace gradevault {
namespace {

constexpr int unitsPerPixel = 16;
constexpr double farthest = 1 << 20;  // px; keeps the products below within 64 bits

struct GridPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

std::int64_t onGrid(double px) {
  return std::llround(std::clamp(px, -farthest, farthest) * unitsPerPixel);
}

/// What lies inside one side of a clockwise quad; all in 1/16 px, so that a pixel is inside on every machine
/// or on none.
struct HalfPlane {
  GridPoint from;
  GridPoint to;
  std::int64_t reach = 0;  // the cross product of a point `itemInset` px inside

  HalfPlane(const Point& a, const Point& b) : from{onGrid(a.x), onGrid(a.y)}, to{onGrid(b.x), onGrid(b.y)} {
    const std::int64_t dx = to.x - from.x;
    const std::int64_t dy = to.y - from.y;
    const std::int64_t length = std::llround(std::sqrt(static_cast<double>(dx * dx + dy * dy)));
    reach = length * itemInset * unitsPerPixel;
  }
  [[nodiscard]] bool keeps(int x, int y) const {
    const std::int64_t across = std::int64_t{x} * unitsPerPixel - from.x;
    const std::int64_t down = std::int64_t{y} * unitsPerPixel - from.y;
    return (to.x - from.x) * down - (to.y - from.y) * across >= reach;
  }
};

}  // namespace

std::optional<double> itemSharpness(GrayView quickLuma, const Quad& quad, Size frame) {
  if (!(area(quad) > 0)) return std::nullopt;
  const Quad item = onQuickLuma(quad, frame, quickLuma.size());
  const std::array<HalfPlane, 4> sides{HalfPlane(item[0], item[1]), HalfPlane(item[1], item[2]),
                                       HalfPlane(item[2], item[3]), HalfPlane(item[3], item[0])};
  LaplacianSums sums;
  for (int y = 1; y < quickLuma.height() - 1; ++y) {
    const std::uint8_t* above = quickLuma.row(y - 1);
    const std::uint8_t* here = quickLuma.row(y);
    const std::uint8_t* below = quickLuma.row(y + 1);
    for (int x = 1; x < quickLuma.width() - 1; ++x) {
      if (!std::all_of(sides.begin(), sides.end(), [&](const HalfPlane& half) { return half.keeps(x, y); }))
        continue;
      const int laplacian = above[x] + below[x] + here[x - 1] + here[x + 1] - 4 * here[x];
      sums.sum += laplacian;
      sums.squares += laplacian * laplacian;
      ++sums.pixels;
    }
  }
  if (sums.pixels == 0) return std::nullopt;
  return variance(sums);
}

}  // namespace gradevault
