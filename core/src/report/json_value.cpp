#include "report/json_value.hpp"

#include <cmath>

#include "report/json_text.hpp"

namespace gradevault::report_json {
namespace {

/// What stands there, in a few words.
std::string shown(const Json& json) {
  constexpr std::size_t longestText = 40;
  switch (json.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "an array of " + std::to_string(json.size());
    case Json::value_t::boolean:
      return json.get<bool>() ? "true" : "false";
    case Json::value_t::string: {
      const std::string& text = json.get_ref<const std::string&>();
      return text.size() <= longestText ? jsonText(json, -1)
                                        : "a text of " + std::to_string(text.size()) + " bytes";
    }
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return jsonText(json, -1);
    case Json::value_t::number_float: {
      const double number = json.get<double>();
      return std::isfinite(number) ? jsonText(json, -1) : std::isnan(number) ? "NaN" : "infinity";
    }
    case Json::value_t::binary:
    case Json::value_t::discarded:
      break;
  }
  return "nothing";
}

std::string described(std::string_view kind, Range range) {
  const std::string minimum = jsonText(Json(range.minimum), -1);
  const std::string maximum = jsonText(Json(range.maximum), -1);
  const std::string text(kind);
  if (std::isinf(range.minimum) && std::isinf(range.maximum)) return text;
  if (std::isinf(range.maximum)) return text + " of at least " + minimum;
  if (std::isinf(range.minimum)) return text + " of at most " + maximum;
  return text + " from " + minimum + " to " + maximum;
}

bool within(double value, Range range) {
  return value >= range.minimum && value <= range.maximum;
}

/// As JSON pointers (RFC 6901) write a key.
std::string escaped(std::string_view key) {
  std::string text;
  for (const char c : key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string JsonValue::text() const {
  if (json_.is_string()) return json_.get_ref<const std::string&>();
  expected("a text");
  return {};
}

bool JsonValue::flag() const {
  if (json_.is_boolean()) return json_.get<bool>();
  expected("true or false");
  return false;
}

double JsonValue::number(Range range) const {
  const std::optional<double> value = finiteNumber();
  if (value && within(*value, range)) return *value;
  expected(described("a number", range));
  return 0;
}

std::optional<double> JsonValue::numberOrNull(Range range) const {
  if (json_.is_null()) return std::nullopt;
  const std::optional<double> value = finiteNumber();
  if (value && within(*value, range)) return value;
  expected(described("null or a number", range));
  return std::nullopt;
}

std::int64_t JsonValue::whole(std::int64_t minimum, std::int64_t maximum) const {
  const std::optional<double> value = finiteNumber();
  const Range range{static_cast<double>(minimum), static_cast<double>(maximum)};
  if (value && within(*value, range) && std::trunc(*value) == *value) {
    return static_cast<std::int64_t>(*value);
  }
  expected(described("a whole number", range));
  return minimum;
}

std::size_t JsonValue::choice(std::span<const std::string_view> words) const {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (json_.is_string() && json_.get_ref<const std::string&>() == words[i]) return i;
    list += (i == 0 ? "\"" : i + 1 == words.size() ? " or \"" : ", \"") + std::string(words[i]) + '"';
  }
  expected(list);
  return 0;
}

bool JsonValue::isArray(std::optional<std::size_t> size) const {
  if (json_.is_array() && json_.size() == size.value_or(json_.size())) return true;
  expected(size ? "an array of " + std::to_string(*size) : "an array");
  return false;
}

std::optional<double> JsonValue::finiteNumber() const {
  if (!json_.is_number()) return std::nullopt;
  const double value = json_.get<double>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void JsonValue::expected(std::string_view what) const {
  if (!failed()) refuse("expected " + std::string(what) + ", found " + shown(json_));
}

void JsonValue::refuse(std::string_view message) const {
  if (failed()) return;
  const std::string place = pointer();
  problem_.message = (place.empty() ? "the document" : place) + ": " + std::string(message);
}

std::string JsonValue::pointer() const {
  if (!parent_) return {};
  return parent_->pointer() + '/' + (index_ ? std::to_string(*index_) : escaped(key_));
}

}  // namespace gradevault::report_json
