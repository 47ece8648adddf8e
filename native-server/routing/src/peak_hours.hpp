#pragma once

#include <string_view>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::routing {

/// Spans of the day, by the clock on the wall.
class PeakHours {
 public:
  /// Reads "08:00-22:00", several with commas; an end at or before its start is on the next day
  /// ("22:00-06:00"), "00:00-24:00" is always. Errors (invalid_argument): the span that is none, with what
  /// one looks like.
  [[nodiscard]] static Result<PeakHours> parse(std::string_view text);

  /// A start belongs to its span, an end does not. `minute`: of the day, 0 to 1439.
  [[nodiscard]] bool contain(int minute) const noexcept;

 private:
  struct Span {
    int start = 0;
    int end = 0;
  };
  std::vector<Span> spans_;
};

}  // namespace gradevault::routing
