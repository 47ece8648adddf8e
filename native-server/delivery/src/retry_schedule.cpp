#include "retry_schedule.hpp"

#include <time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace gradevault::delivery {
namespace {

using jobs::Milliseconds;

constexpr Milliseconds second = 1000;
constexpr Milliseconds minute = 60 * second;
constexpr Milliseconds hour = 60 * minute;
constexpr Milliseconds day = 24 * hour;
constexpr std::array<Milliseconds, 6> delays = {5 * second, 5 * minute, 30 * minute,
                                                2 * hour,   5 * hour,   10 * hour};

}  // namespace

std::optional<Milliseconds> retryDelay(int tries, Milliseconds age, double chance) {
  if (age >= day) return std::nullopt;
  const auto step = static_cast<std::size_t>(std::clamp(tries, 1, static_cast<int>(delays.size())) - 1);
  return static_cast<Milliseconds>(static_cast<double>(delays[step]) * (0.9 + 0.2 * chance));
}

Milliseconds retryAfter(std::string_view value, Milliseconds now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc() && end == value.data() + value.size()) {
    return std::clamp<std::int64_t>(seconds, 0, day / second) * second;
  }
  tm date{};
  const std::string terminated(value);
  const char* rest = strptime(terminated.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
  if (rest == nullptr || *rest != '\0') return 0;
  const auto when = static_cast<Milliseconds>(timegm(&date)) * second;
  return std::clamp<Milliseconds>(when - now, 0, day);
}

}  // namespace gradevault::delivery
