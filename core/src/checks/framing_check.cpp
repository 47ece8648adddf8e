#include <algorithm>
#include <limits>

#include "checks/grading.hpp"
#include "checks/places.hpp"
#include "checks/quad_measures.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {
namespace {

Check cutOffCheck(const std::vector<const Quad*>& quads, double value, CheckStatus status, Size frame,
                  const Options& options) {
  Check check = checkOf("framing", {status, value, options.framingMargin},
                        "distance to the border, share of the long side",
                        "Move back until the whole item is in the picture.");
  for (std::size_t corner = 0; corner < 4; ++corner) {
    const bool cutOff = std::any_of(quads.begin(), quads.end(), [&](const Quad* quad) {
      return marginOf((*quad)[corner], frame) < options.framingMargin;
    });
    if (cutOff) check.where.push_back(cornerName(corner));
  }
  return check;
}

Check foundCheck(const Grade& found, const std::vector<std::string>& without) {
  Check check = checkOf("framing", found, "share of golden frames with the item",
                        "Put the item on a plain table of another colour and show all four of its edges.");
  check.where = without;
  return check;
}

}  // namespace

Check framingCheck(const std::vector<GoldenSample>& golden, const CheckInput& input, const Options& options) {
  if (golden.empty()) return unavailable("framing", "No frame could be read.");
  if (input.items.empty()) return unavailable("framing", "The item was not looked for.");
  std::vector<const Quad*> quads;
  std::vector<double> margins;
  std::vector<double> shares;
  std::vector<std::string> without;
  for (const GoldenSample& sample : golden) {
    if (!sample.item || !sample.item->quad) {
      without.push_back("frame " + std::to_string(sample.frame));
      continue;
    }
    const Quad& quad = *sample.item->quad;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point& corner : quad) nearest = std::min(nearest, marginOf(corner, input.frameSize));
    quads.push_back(&quad);
    margins.push_back(nearest);
    shares.push_back(area(quad) / (static_cast<double>(input.frameSize.width) * input.frameSize.height));
  }

  // Of the well-filmed captures measured, none had a golden frame without the item; see decisions/0030.
  const double share = static_cast<double>(quads.size()) / static_cast<double>(golden.size());
  const Grade found = gradeFloor(share, 1.0, 0.5);
  if (found.status == CheckStatus::fail) return foundCheck(found, without);
  const Grade size = gradeFloor(median(shares), options.warnItemShare, options.failItemShare);
  const char* nearer = "Move closer, so that the item fills the picture.";
  const double middle = median(margins);
  if (!(middle >= options.framingMargin)) {
    return cutOffCheck(quads, middle, CheckStatus::fail, input.frameSize, options);
  }
  if (size.status == CheckStatus::fail) return checkOf("framing", size, "item's share of the frame", nearer);
  if (found.status == CheckStatus::warn) return foundCheck(found, without);
  if (const double least = *std::min_element(margins.begin(), margins.end()); least < options.framingMargin) {
    return cutOffCheck(quads, least, CheckStatus::warn, input.frameSize, options);
  }
  return checkOf("framing", size, "item's share of the frame", nearer);
}

}  // namespace gradevault
