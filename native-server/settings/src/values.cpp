#include "values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace gradevault::settings {
namespace {

template <class T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string withUnit(std::string values, const std::string& unit) {
  return unit.empty() ? values : values + " " + unit;
}

std::string range(const std::string& minimum, const std::string& maximum, bool open) {
  return open ? minimum + " or more" : minimum + " to " + maximum;
}

std::string notOne(const std::string& given, const std::string& values) {
  return "'" + given + "' is not " + values;
}

/// A setting of one value: `take` gets its text.
Setting single(std::string name, std::string description, std::string values,
               std::function<bool(const std::string&)> take, std::function<std::string()> show) {
  Setting setting;
  setting.name = std::move(name);
  setting.description = std::move(description);
  setting.values = std::move(values);
  setting.take = [take = std::move(take), what = setting.values](const std::vector<std::string>& given) {
    if (given.size() != 1) return "takes one value, not " + std::to_string(given.size());
    return take(given.front()) ? std::string() : notOne(given.front(), what);
  };
  setting.show = [show = std::move(show)] { return std::vector{show()}; };
  return setting;
}

template <class T>
Setting whole(std::string name, T& value, T minimum, T maximum, const std::string& unit,
              std::string description) {
  const bool open = maximum == std::numeric_limits<T>::max();
  return single(
      std::move(name), std::move(description),
      withUnit(range(std::to_string(minimum), std::to_string(maximum), open), unit),
      [&value, minimum, maximum](const std::string& given) {
        const auto number = parsed<T>(given);
        if (!number || *number < minimum || *number > maximum) return false;
        value = *number;
        return true;
      },
      [&value] { return std::to_string(value); });
}

/// 1 for no letter, 1024 for K and so on; 0 for another.
std::int64_t factor(std::string_view letter) {
  if (letter.empty()) return 1;
  const std::size_t power = std::string_view("KMGT").find(letter);
  return letter.size() == 1 && power != std::string_view::npos ? std::int64_t{1} << (10 * (power + 1)) : 0;
}

std::optional<std::int64_t> byteCount(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = parsed<std::int64_t>(text.substr(0, digits));
  const std::int64_t unit = factor(text.substr(digits));
  if (!number || unit == 0 || *number > std::numeric_limits<std::int64_t>::max() / unit) return std::nullopt;
  return *number * unit;
}

std::string byteText(std::int64_t value) {
  for (const char letter : {'T', 'G', 'M', 'K'}) {
    const std::int64_t unit = factor(std::string_view(&letter, 1));
    if (value != 0 && value % unit == 0) return std::to_string(value / unit) + letter;
  }
  return std::to_string(value);
}

}  // namespace

std::string shown(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

Setting wholeNumber(std::string name, int& value, int minimum, int maximum, std::string unit,
                    std::string description) {
  return whole<int>(std::move(name), value, minimum, maximum, unit, std::move(description));
}

Setting wholeNumber(std::string name, std::int64_t& value, std::int64_t minimum, std::int64_t maximum,
                    std::string unit, std::string description) {
  return whole<std::int64_t>(std::move(name), value, minimum, maximum, unit, std::move(description));
}

Setting number(std::string name, double& value, double minimum, double maximum, std::string unit,
               std::string description) {
  return single(
      std::move(name), std::move(description),
      withUnit(range(shown(minimum), shown(maximum), maximum == unlimited), unit),
      [&value, minimum, maximum](const std::string& given) {
        const auto number = parsed<double>(given);
        if (!number || !std::isfinite(*number) || *number < minimum || *number > maximum) return false;
        value = *number;
        return true;
      },
      [&value] { return shown(value); });
}

Setting seconds(std::string name, std::int64_t& milliseconds, double minimum, double maximum,
                std::string description) {
  return single(
      std::move(name), std::move(description),
      withUnit(range(shown(minimum), shown(maximum), maximum == unlimited), "s"),
      [&milliseconds, minimum, maximum](const std::string& given) {
        const auto number = parsed<double>(given);
        if (!number || !std::isfinite(*number) || *number < minimum || *number > maximum) return false;
        milliseconds = std::llround(*number * 1000);
        return true;
      },
      [&milliseconds] { return shown(static_cast<double>(milliseconds) / 1000); });
}

Setting bytes(std::string name, std::int64_t& value, std::int64_t minimum, std::string description) {
  return single(
      std::move(name), std::move(description),
      byteText(minimum) + " or more bytes (K, M, G, T: powers of 1024)",
      [&value, minimum](const std::string& given) {
        const auto number = byteCount(given);
        if (!number || *number < minimum) return false;
        value = *number;
        return true;
      },
      [&value] { return byteText(value); });
}

Setting onOff(std::string name, bool& value, std::string description) {
  Setting setting = single(
      std::move(name), std::move(description), "on or off",
      [&value](const std::string& given) {
        const bool on = given == "on" || given == "true";
        if (!on && given != "off" && given != "false") return false;
        value = on;
        return true;
      },
      [&value] { return std::string(value ? "on" : "off"); });
  setting.isSwitch = true;
  return setting;
}

Setting choice(std::string name, std::string& value, std::vector<std::string> words,
               std::string description) {
  std::string values;
  for (const std::string& word : words) values += (values.empty() ? "" : ", ") + word;
  return single(
      std::move(name), std::move(description), "one of " + values,
      [&value, words = std::move(words)](const std::string& given) {
        if (std::ranges::find(words, given) == words.end()) return false;
        value = given;
        return true;
      },
      [&value] { return value; });
}

Setting text(std::string name, std::string& value, std::string values, std::string description) {
  return single(
      std::move(name), std::move(description), std::move(values),
      [&value](const std::string& given) {
        // A line break would end a line of the log, or of what --print-config says.
        if (std::ranges::any_of(given, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
          return false;
        value = given;
        return true;
      },
      [&value] { return value; });
}

Setting path(std::string name, std::filesystem::path& value, std::string values, std::string description) {
  return single(
      std::move(name), std::move(description), std::move(values),
      [&value](const std::string& given) {
        value = given;
        return true;
      },
      [&value] { return value.string(); });
}

Setting list(std::string name, std::vector<std::string>& value, std::string values, std::string description) {
  Setting setting;
  setting.name = std::move(name);
  setting.description = std::move(description);
  setting.values = std::move(values);
  setting.several = true;
  setting.take = [&value](const std::vector<std::string>& given) {
    value = given;
    std::erase(value, "");
    return std::string();
  };
  setting.show = [&value] { return value; };
  return setting;
}

}  // namespace gradevault::settings
