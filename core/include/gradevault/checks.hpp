#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/item.hpp"
#include "gradevault/options.hpp"
#include "gradevault/scan.hpp"
#include "gradevault/select.hpp"

namespace gradevault {

enum class CheckStatus { ok, warn, fail, not_available };
enum class Verdict { good, usable, retake };

[[nodiscard]] std::string_view name(CheckStatus value) noexcept;
[[nodiscard]] std::string_view name(Verdict value) noexcept;

/// One answer to "is this capture good enough?".
struct Check {
  std::string id;                   ///< sharpness motion exposure glare framing tilt resolution coverage
  CheckStatus status = CheckStatus::not_available;
  std::optional<double> value;
  std::optional<double> threshold;  ///< the one that the value missed, or (when ok) the first that it would miss
  std::string unit;
  std::vector<std::string> where;   ///< places ("top left", "frame 12"), may be empty
  std::string hint;                 ///< what to do, for people; empty when ok
};

/// Everything that the checks look at; all of it exists in the browser too.
struct CheckInput {
  std::span<const FrameRecord> frames;
  const Selection& selection;
  std::span<const ItemDetection> items;  ///< one for each selected frame, or empty when none was looked for
  Size frameSize;                        ///< upright, px
  Size quickSize;                        ///< upright, px
};

/// The eight checks, in a fixed order.
[[nodiscard]] std::vector<Check> runChecks(const CheckInput& input, const Options& options);

/// `retake` when any of sharpness, motion, exposure, framing, coverage fails; `usable` when anything warns or another
/// fails; else `good`. A check that is not available changes nothing.
[[nodiscard]] Verdict verdictOf(std::span<const Check> checks);

}  // namespace gradevault
