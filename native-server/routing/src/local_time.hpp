#pragma once

#include <string>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace date {
class time_zone;
}

namespace gradevault::routing {

/// The time of day somewhere, by the system's zone data (package tzdata), summer time included.
class LocalTime {
 public:
  /// Errors (invalid_argument): no such zone, or no zone data on this machine.
  [[nodiscard]] static Result<LocalTime> in(const std::string& ianaName);

  /// Minutes since local midnight as the clock on the wall shows them, 0 to 1439.
  [[nodiscard]] int minuteOfDay(jobs::Milliseconds time) const;

 private:
  explicit LocalTime(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;  // the library's, for the program's life
};

}  // namespace gradevault::routing
