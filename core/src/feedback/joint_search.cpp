#include "feedback/joint_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace gradevault::feedback {
namespace {

constexpr int radius = 3;
constexpr int side = 2 * radius + 1;
constexpr int most = 16 * side * side;  // what a centre counts at most

bool inside(GrayView picture, int x, int y) {
  return x >= radius && y >= radius && x < picture.width() - radius && y < picture.height() - radius;
}

int difference(GrayView before, int bx, int by, GrayView after, int ax, int ay) {
  int sum = 0;
  for (int v = -radius; v <= radius; ++v) {
    const std::uint8_t* b = before.row(by + v) + bx - radius;
    const std::uint8_t* a = after.row(ay + v) + ax - radius;
    for (int u = 0; u < side; ++u) sum += std::abs(int{a[u]} - int{b[u]});
  }
  return sum;
}

}  // namespace

Displacement jointSearch(GrayView before, GrayView after, std::span<const Point> centres,
                         const Displacement& around, int reach) {
  const int width = 2 * reach + 1;
  std::vector<int> cost(static_cast<std::size_t>(width) * static_cast<std::size_t>(width), 0);
  for (const Point& centre : centres) {
    const auto x = static_cast<int>(std::lround(centre.x));
    const auto y = static_cast<int>(std::lround(centre.y));
    if (!inside(before, x, y)) continue;
    std::size_t i = 0;
    for (int dy = around.y - reach; dy <= around.y + reach; ++dy) {
      for (int dx = around.x - reach; dx <= around.x + reach; ++dx, ++i) {
        cost[i] += inside(after, x + dx, y + dy)
                       ? std::min(most, difference(before, x, y, after, x + dx, y + dy))
                       : most;
      }
    }
  }
  Displacement best = around;
  std::size_t at = cost.size() / 2;
  for (std::size_t i = 0; i < cost.size(); ++i) {
    const Displacement here{around.x + static_cast<int>(i) % width - reach,
                            around.y + static_cast<int>(i) / width - reach};
    const auto way = [&](const Displacement& d) {
      return std::abs(d.x - around.x) + std::abs(d.y - around.y);
    };
    if (cost[i] < cost[at] || (cost[i] == cost[at] && way(here) < way(best))) {
      at = i;
      best = here;
    }
  }
  return best;
}

}  // namespace gradevault::feedback
