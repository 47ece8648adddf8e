#include "gradevault/analyze/device_choice.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gradevault::analyze {
namespace {

constexpr int highest = 1023;

std::optional<int> numberOf(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const bool whole = error == std::errc() && end == word.data() + word.size() && word.front() != '-';
  return whole && number <= highest ? std::optional(number) : std::nullopt;
}

Error unusable(std::string_view text, const std::string& why) {
  return {ErrorCode::invalid_argument,
          "devices '" + std::string(text) + "': " + why +
              "; give numbers that gradevault doctor shows, as in 0 or 0,2, or all"};
}

}  // namespace

Result<DeviceChoice> parseDevices(std::string_view text) {
  DeviceChoice choice;
  if (text == "all") {
    choice.all = true;
    return choice;
  }
  choice.numbers.clear();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::optional<int> number = word.empty() ? std::nullopt : numberOf(word);
    if (!number) return unusable(text, "'" + std::string(word) + "' is no device number");
    if (std::find(choice.numbers.begin(), choice.numbers.end(), *number) != choice.numbers.end()) {
      return unusable(text, "device " + std::to_string(*number) + " stands there twice");
    }
    choice.numbers.push_back(*number);
    begin = end + 1;
  }
  return choice;
}

}  // namespace gradevault::analyze
