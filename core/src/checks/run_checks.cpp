#include <algorithm>
#include <array>

#include "checks/single_checks.hpp"
#include "gradevault/checks.hpp"

namespace gradevault {

std::vector<Check> runChecks(const CheckInput& input, const Options& options) {
  const std::vector<GoldenSample> golden = goldenSamples(input);
  return {sharpnessCheck(golden, options),      motionCheck(input.selection, options),
          exposureCheck(golden, options),       glareCheck(golden, input, options),
          framingCheck(golden, input, options), tiltCheck(golden, input.frameSize, options),
          resolutionCheck(golden, options),     coverageCheck(input.selection, options)};
}

Verdict verdictOf(std::span<const Check> checks) {
  constexpr std::array<std::string_view, 5> essential{"sharpness", "motion", "exposure", "framing",
                                                      "coverage"};
  Verdict verdict = Verdict::good;
  for (const Check& check : checks) {
    if (check.status == CheckStatus::fail &&
        std::find(essential.begin(), essential.end(), check.id) != essential.end()) {
      return Verdict::retake;
    }
    if (check.status == CheckStatus::fail || check.status == CheckStatus::warn) verdict = Verdict::usable;
  }
  return verdict;
}

}  // namespace gradevault
