#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gradevault/checks.hpp"

namespace gradevault {

/// A measured value against two limits. Exactly on a limit is on the good side.
struct Grade {
  CheckStatus status = CheckStatus::ok;
  double value = 0;
  double threshold = 0;  ///< the limit that was missed; when ok, the first that would be
};

/// Values under `fail` fail, under `warn` warn.
[[nodiscard]] Grade gradeFloor(double value, double warn, double fail) noexcept;

/// Values over `fail` fail, over `warn` warn.
[[nodiscard]] Grade gradeCeiling(double value, double warn, double fail) noexcept;

/// The middle value; of an even number the mean of the two middle ones. Precondition: not empty.
[[nodiscard]] double median(std::vector<double> values);

/// A check with this grade; the hint only when it is not ok.
[[nodiscard]] Check checkOf(std::string id, const Grade& grade, std::string unit, std::string hint);

/// A check that could not be made, with the reason as hint.
[[nodiscard]] Check unavailable(std::string id, std::string reason);

}  // namespace gradevault
