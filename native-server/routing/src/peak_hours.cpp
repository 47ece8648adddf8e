#include "peak_hours.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace gradevault::routing {
namespace {

constexpr int day = 24 * 60;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<int> twoDigits(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// "HH:MM" as minutes of the day; 24:00 is its end.
std::optional<int> minuteOf(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = twoDigits(text.substr(0, 2));
  const auto minutes = twoDigits(text.substr(3));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const int minute = *hours * 60 + *minutes;
  return minute <= day ? std::optional(minute) : std::nullopt;
}

}  // namespace

Result<PeakHours> PeakHours::parse(std::string_view text) {
  PeakHours hours;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::string_view part = trimmed(text.substr(begin, comma - begin));
    const std::size_t dash = part.find('-');
    const auto start = minuteOf(trimmed(part.substr(0, std::min(dash, part.size()))));
    const auto end = dash == std::string_view::npos ? std::nullopt : minuteOf(trimmed(part.substr(dash + 1)));
    if (!start || !end || *start == *end || *start == day) {
      return Error{ErrorCode::invalid_argument,
                   "peak-hours: '" + std::string(part) +
                       "' is no span of the day; write HH:MM-HH:MM, several with commas, as in "
                       "08:00-12:00,18:00-02:00"};
    }
    hours.spans_.push_back({*start, *end});
    begin = comma + 1;
  }
  return hours;
}

bool PeakHours::contain(int minute) const noexcept {
  return std::ranges::any_of(spans_, [minute](const Span& span) {
    return span.start < span.end ? span.start <= minute && minute < span.end
                                 : span.start <= minute || minute < span.end;
  });
}

}  // namespace gradevault::routing
