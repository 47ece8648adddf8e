#include <algorithm>

#include "checks/grading.hpp"
#include "checks/single_checks.hpp"

namespace gradevault {
namespace {

std::string frameName(int frame) {
  return "frame " + std::to_string(frame);
}

constexpr const char* highlightUnit = "luma of the brightest 1 %";

int severity(CheckStatus status) {
  return status == CheckStatus::fail ? 2 : status == CheckStatus::warn ? 1 : 0;
}

}  // namespace

Check exposureCheck(const std::vector<GoldenSample>& golden, const Options& options) {
  if (golden.empty()) return unavailable("exposure", "No frame could be read.");
  const auto gradeDark = [&](double value) {
    return gradeFloor(value, options.warnHighlight, options.failHighlight);
  };
  const auto gradeBright = [&](double value) {
    return gradeCeiling(value, options.warnBrightMean, options.failBrightMean);
  };
  const auto gradeClipped = [&](double value) {
    return gradeCeiling(value, options.warnClippedShare, options.failClippedShare);
  };
  double highlight = 0;
  double luma = 0;
  double clipped = 0;
  for (const GoldenSample& sample : golden) {
    highlight += sample.quick->highlightLuma / static_cast<double>(golden.size());
    luma += sample.quick->meanLuma / static_cast<double>(golden.size());
    clipped += sample.quick->brightShare / static_cast<double>(golden.size());
  }
  const Grade dark = gradeDark(highlight);
  const Grade bright = gradeBright(luma);
  const Grade burnt = gradeClipped(clipped);
  const int worst = std::max({severity(dark.status), severity(bright.status), severity(burnt.status)});

  Check check;
  if (worst == 0) {
    const bool nearerDark = highlight - dark.threshold < bright.threshold - luma;
    return nearerDark ? checkOf("exposure", dark, highlightUnit, "")
                      : checkOf("exposure", bright, "mean luma", "");
  }
  const bool isDark = severity(dark.status) == worst;
  const bool isBright = !isDark && severity(bright.status) == worst;
  if (isDark) {
    check = checkOf("exposure", dark, highlightUnit, "Turn on more light.");
  } else if (isBright) {
    check = checkOf("exposure", bright, "mean luma", "Use less light, or lower the exposure on the screen.");
  } else {
    check = checkOf("exposure", burnt, "share of pixels that are burnt out",
                    "Lower the exposure on the screen, or move away from the lamp.");
  }
  for (const GoldenSample& sample : golden) {
    const QuickSample& quick = *sample.quick;
    const Grade own = isDark ? gradeDark(quick.highlightLuma)
                             : (isBright ? gradeBright(quick.meanLuma) : gradeClipped(quick.brightShare));
    if (own.status != CheckStatus::ok) check.where.push_back(frameName(sample.frame));
  }
  return check;
}

}  // namespace gradevault
