#pragma once

#include <optional>
#include <vector>

#include "gradevault/checks.hpp"

namespace gradevault {

/// The quick samples of the golden frames that were scanned, in the selection's order.
struct GoldenSample {
  int frame = 0;
  const QuickSample* quick = nullptr;
  const ItemDetection* item = nullptr;  ///< null when none was looked for
  std::optional<double> itemSharpness;
};
[[nodiscard]] std::vector<GoldenSample> goldenSamples(const CheckInput& input);

// Each as defined in gradevault/checks.hpp.
[[nodiscard]] Check sharpnessCheck(const std::vector<GoldenSample>& golden, const Options& options);
[[nodiscard]] Check motionCheck(const Selection& selection, const Options& options);
[[nodiscard]] Check exposureCheck(const std::vector<GoldenSample>& golden, const Options& options);
[[nodiscard]] Check glareCheck(const std::vector<GoldenSample>& golden, const CheckInput& input,
                               const Options& options);
[[nodiscard]] Check framingCheck(const std::vector<GoldenSample>& golden, const CheckInput& input,
                                 const Options& options);
[[nodiscard]] Check tiltCheck(const std::vector<GoldenSample>& golden, Size frameSize,
                              const Options& options);
[[nodiscard]] Check resolutionCheck(const std::vector<GoldenSample>& golden, const Options& options);
[[nodiscard]] Check coverageCheck(const Selection& selection, const Options& options);

}  // namespace gradevault
