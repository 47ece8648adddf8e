#include <algorithm>

#include "checks/grading.hpp"
#include "checks/item_glare.hpp"
#include "checks/places.hpp"
#include "checks/single_checks.hpp"
#include "item/quick_quad.hpp"

namespace gradevault {
Check glareCheck(const std::vector<GoldenSample>& golden, const CheckInput& input, const Options& options) {
  if (golden.empty()) return unavailable("glare", "No frame could be read.");
  const Quad wholeFrame = outline({0, 0, input.quickSize.width, input.quickSize.height});
  const bool anyItem =
      std::any_of(golden.begin(), golden.end(), [](const GoldenSample& s) { return s.item && s.item->quad; });
  std::vector<double> shares;
  std::vector<ItemGlare> all;
  for (const GoldenSample& sample : golden) {
    if (anyItem && !(sample.item && sample.item->quad)) continue;
    const Quad item =
        anyItem ? onQuickLuma(*sample.item->quad, input.frameSize, input.quickSize) : wholeFrame;
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
