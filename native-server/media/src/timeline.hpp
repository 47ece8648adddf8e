#pragma once

#include <cstdint>
#include <optional>

namespace gradevault::media {

/// Turns time stamps into seconds since the first picture, always going up: a stamp that is absent, or not
/// after the one before, is replaced by the step before it (at first: the nominal one).
class Timeline {
 public:
  /// `tick`: s a unit of the stamps; `nominalStep`: s between pictures as the container says, or what is
  /// usual.
  Timeline(double tick, double nominalStep) : tick_(tick), step_(nominalStep) {}

  [[nodiscard]] double next(std::optional<std::int64_t> stamp);

 private:
  double tick_;
  double step_;
  std::optional<double> origin_;  ///< stamp of time 0
  std::optional<double> last_;    ///< s
};

}  // namespace gradevault::media
