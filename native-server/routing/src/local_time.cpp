#include "local_time.hpp"

#include <date/tz.h>

#include <chrono>
#include <exception>

namespace gradevault::routing {

Result<LocalTime> LocalTime::in(const std::string& ianaName) {
  try {
    return LocalTime(date::locate_zone(ianaName));
  } catch (const std::exception&) {
    return Error{ErrorCode::invalid_argument,
                 "time-zone: there is no zone '" + ianaName +
                     "' in this machine's zone data (package tzdata); take an IANA name such as UTC, "
                     "Europe/Berlin or America/New_York"};
  }
}

int LocalTime::minuteOfDay(jobs::Milliseconds time) const {
  using namespace std::chrono;
  const date::sys_time<milliseconds> instant{milliseconds(time)};
  const date::local_time<milliseconds> local = zone_->to_local(instant);
  return static_cast<int>(duration_cast<minutes>(local - date::floor<date::days>(local)).count());
}

}  // namespace gradevault::routing
