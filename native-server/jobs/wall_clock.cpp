#include "gradevault/jobs/wall_clock.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace gradevault::jobs {

Milliseconds SystemWallClock::now() const noexcept {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch())
      .count();
}

std::string rfc3339(Milliseconds time) {
  // Rounded down, so that times before 1970 have a fraction between 0 and 999, too.
  const Milliseconds fraction = ((time % 1000) + 1000) % 1000;
  const auto seconds = static_cast<std::time_t>((time - fraction) / 1000);
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr) return "1970-01-01T00:00:00.000Z";
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  char tail[8];
  std::snprintf(tail, sizeof tail, ".%03dZ", static_cast<int>(fraction));
  return std::string(text, length) + tail;
}

}  // namespace gradevault::jobs
