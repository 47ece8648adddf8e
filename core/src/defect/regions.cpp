#include <algorithm>
#include <utility>

#include "gradevault/defect.hpp"

namespace gradevault {
namespace {

int percentOf(int length, int percent) {
  return std::max(1, length * percent / 100);
}

}  // namespace

std::vector<Region> itemRegions(Size size, ItemType itemType, Side side) {
  const auto [width, height] = size;
  if (width < 1 || height < 1) return {};
  std::vector<Region> regions;
  const auto add = [&](std::string name, Rect area) { regions.push_back({std::move(name), {area}}); };
  if (itemType == ItemType::comic) {
    const int spine = percentOf(width, 8);
    add("spine", {side == Side::front ? 0 : width - spine, 0, spine, height});
  }
  const int cornerWidth = percentOf(width, 15);
  const int cornerHeight = percentOf(height, 12);
  add("corner_top_left", {0, 0, cornerWidth, cornerHeight});
  add("corner_top_right", {width - cornerWidth, 0, cornerWidth, cornerHeight});
  add("corner_bottom_right", {width - cornerWidth, height - cornerHeight, cornerWidth, cornerHeight});
  add("corner_bottom_left", {0, height - cornerHeight, cornerWidth, cornerHeight});
  const int bandWidth = percentOf(width, 4);
  const int bandHeight = percentOf(height, 4);
  add("edge_top", {0, 0, width, bandHeight});
  add("edge_right", {width - bandWidth, 0, bandWidth, height});
  add("edge_bottom", {0, height - bandHeight, width, bandHeight});
  add("edge_left", {0, 0, bandWidth, height});
  const int left = width * 20 / 100;
  const int top = height * 20 / 100;
  add("surface", {left, top, width - 2 * left, height - 2 * top});
  return regions;
}

double regionPercentage(const Region& region, const DefectMaps& maps) {
  std::int64_t valid = 0;
  std::int64_t marked = 0;
  for (const Rect& area : region.areas) {
    for (int y = area.y; y < area.y + area.height; ++y) {
      for (int x = area.x; x < area.x + area.width; ++x) {
        if (maps.valid.at(x, y) == 0) continue;
        ++valid;
        if (maps.mask.at(x, y) != 0) ++marked;
      }
    }
  }
  return valid == 0 ? 0.0 : 100.0 * static_cast<double>(marked) / static_cast<double>(valid);
}

}  // namespace gradevault
