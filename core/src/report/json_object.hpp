#pragma once

#include <vector>

#include "gradevault/report.hpp"
#include "report/json_value.hpp"

namespace gradevault::report_json {

/// A JSON object that is being read member by member; it remembers which ones were asked for, so that the
/// others are the unknown ones. Names are literals.
class JsonObject {
 public:
  explicit JsonObject(const JsonValue& value);
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  /// `read(value)` for the member. When it is missing, the value is one that every reader complains about.
  template <class Read>
  void required(std::string_view name, Read read) {
    const Json* member = find(name);
    read(JsonValue(member ? *member : nothing(), value_, name));
  }
  /// `read(value)` for the member, when it is there.
  template <class Read>
  void optional(std::string_view name, Read read) {
    if (const Json* member = find(name)) read(JsonValue(*member, value_, name));
  }

  [[nodiscard]] std::string text(std::string_view name);
  /// Empty when the member is absent.
  [[nodiscard]] std::string optionalText(std::string_view name);
  [[nodiscard]] bool flag(std::string_view name);
  [[nodiscard]] double number(std::string_view name, Range range = {});
  [[nodiscard]] std::optional<double> numberOrNull(std::string_view name, Range range = {});
  [[nodiscard]] int whole(std::string_view name, int minimum, int maximum = std::numeric_limits<int>::max());
  template <class E, std::size_t N>
  [[nodiscard]] E oneOf(std::string_view name, const std::array<E, N>& values) {
    E result = values[0];
    required(name, [&](const JsonValue& value) { result = value.oneOf(values); });
    return result;
  }
  template <class T, class Read>
  [[nodiscard]] std::vector<T> list(std::string_view name, Read readItem) {
    std::vector<T> items;
    required(name, [&](const JsonValue& value) {
      value.forEach([&](const JsonValue& item) { items.push_back(readItem(item)); });
    });
    return items;
  }

  /// The members that nobody asked for.
  [[nodiscard]] UnknownMembers rest() const;
  /// Complains at the first member that nobody asked for.
  void refuseRest(std::string_view message) const;

 private:
  [[nodiscard]] const Json* find(std::string_view name);
  [[nodiscard]] bool known(std::string_view name) const;
  [[nodiscard]] static const Json& nothing();

  JsonValue value_;
  std::vector<std::string_view> asked_;
};

/// Adds the unknown members to an object that is being written. What is no JSON text, or would stand twice,
/// becomes a value that no reader accepts, so that `toJson`'s check finds it.
void append(Json& object, const UnknownMembers& unknown);

}  // namespace gradevault::report_json
