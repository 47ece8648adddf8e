#include <algorithm>
#include <optional>

#include "checks/grading.hpp"
#include "checks/places.hpp"
#include "checks/single_checks.hpp"
#include "item/quick_quad.hpp"
#include "rectify/homography.hpp"

namespace gradevault {
namespace {

Quad corners(const Rect& box) {
  const double left = box.x - 0.5;
  const double top = box.y - 0.5;
  return {
      {{left, top}, {left + box.width, top}, {left + box.width, top + box.height}, {left, top + box.height}}};
}

double overlap(const Quad& a, const Quad& b) {
  const double iou = intersectionOverUnion(a, b);
  return iou * (area(a) + area(b)) / (1.0 + iou);
}

struct ItemGlare {
  double share = 0;
  std::vector<Point> spots;  // centres of the blobs that touch the item, 0 … 1 across and down
};

ItemGlare glareOn(const Quad& item, const Glare& glare, Size quickSize) {
  const Homography toItem = inverse(rectifiedToFrame(item, {1, 1}));
  double boxes = 0;
  double onItem = 0;
  ItemGlare result;
  for (const Rect& blob : glare.blobs) {
    const Quad box = corners(blob);
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

}  // namespace

Check glareCheck(const std::vector<GoldenSample>& golden, const CheckInput& input, const Options& options) {
  if (golden.empty()) return unavailable("glare", "No frame could be read.");
  const Quad wholeFrame = corners({0, 0, input.quickSize.width, input.quickSize.height});
  const bool anyItem =
      std::ranges::any_of(golden, [](const GoldenSample& s) { return s.item && s.item->quad; });
  std::vector<double> shares;
  std::vector<ItemGlare> all;
  for (const GoldenSample& sample : golden) {
    if (anyItem && !(sample.item && sample.item->quad)) continue;
    const Quad item = anyItem ? onQuickLuma(*sample.item->quad, input.frameSize, input.quickSize) : wholeFrame;
    all.push_back(glareOn(item, sample.quick->glare, input.quickSize));
    shares.push_back(all.back().share);
  }
  const Grade grade = gradeCeiling(median(shares), options.warnGlareShare, options.failGlareShare);
  Check check = checkOf("glare", grade, anyItem ? "share of the item" : "share of the frame",
                        "Move the lamp to the side, or turn the item until the reflection is gone.");
  if (grade.status == CheckStatus::ok) return check;
  Places places;
  for (const ItemGlare& glare : all) {
    if (glare.share <= options.warnGlareShare) continue;
    for (const Point& spot : glare.spots) places.mark(spot.x, spot.y);
  }
  check.where = places.names();
  return check;
}

}  // namespace gradevault
