#include "checks/item_glare.hpp"

#include <algorithm>

#include "gradevault/item.hpp"
#include "rectify/homography.hpp"

namespace gradevault {
namespace {

double overlap(const Quad& a, const Quad& b) {
  const double iou = intersectionOverUnion(a, b);
  return iou * (area(a) + area(b)) / (1.0 + iou);
}

}  // namespace

Quad outline(const Rect& box) noexcept {
  const double left = box.x - 0.5;
  const double top = box.y - 0.5;
  return {
      {{left, top}, {left + box.width, top}, {left + box.width, top + box.height}, {left, top + box.height}}};
}

ItemGlare glareOn(const Quad& item, const Glare& glare, Size quickSize) {
  const Homography toItem = inverse(rectifiedToFrame(item, {1, 1}));
  double boxes = 0;
  double onItem = 0;
  ItemGlare result;
  for (const Rect& blob : glare.blobs) {
    const Quad box = outline(blob);
    const double common = overlap(box, item);
    boxes += area(box);
    onItem += common;
    if (common <= 0) continue;
    const Point spot = mapped(toItem, {blob.x + (blob.width - 1) / 2.0, blob.y + (blob.height - 1) / 2.0});
    result.spots.push_back({spot.x + 0.5, spot.y + 0.5});
  }
  if (boxes <= 0 || !(area(item) > 0)) return result;
  const double saturated = glare.share * quickSize.width * quickSize.height;
  result.share = std::min(1.0, saturated * onItem / boxes / area(item));
  return result;
}

}  // namespace gradevault
