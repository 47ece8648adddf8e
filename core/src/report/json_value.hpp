#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::report_json {

using Json = nlohmann::ordered_json;

/// The first thing that is wrong with a document.
struct Problem {
  std::string message;
};

/// What a number may be; both ends belong to it.
struct Range {
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
};
/// The largest whole number up to which every reader of JSON is exact: 2^53 − 1.
inline constexpr std::int64_t maxExactWhole = (std::int64_t{1} << 53) - 1;
inline constexpr Range notNegative{.minimum = 0};
inline constexpr Range aShare{0, 1};
inline constexpr Range aPercentage{0, 100};

/// A value inside a document that knows its JSON pointer. Reading a wrong one leaves a complaint in the
/// document's `Problem` and gives a default, so that readers go straight on and the caller asks once, at the
/// end. A value refers to the one around it, which must live as long.
class JsonValue {
 public:
  JsonValue(const Json& document, Problem& problem) : json_(document), problem_(problem) {}
  JsonValue(const Json& json, const JsonValue& parent, std::string_view key)
      : json_(json), problem_(parent.problem_), parent_(&parent), key_(key) {}
  JsonValue(const Json& json, const JsonValue& parent, std::size_t index)
      : json_(json), problem_(parent.problem_), parent_(&parent), index_(index) {}

  [[nodiscard]] const Json& json() const noexcept { return json_; }
  [[nodiscard]] bool failed() const noexcept { return !problem_.message.empty(); }

  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool flag() const;
  [[nodiscard]] double number(Range range = {}) const;
  [[nodiscard]] std::optional<double> numberOrNull(Range range = {}) const;
  /// A whole number; 3.0 is one, as in JSON Schema. Ends within ±`maxExactWhole`.
  [[nodiscard]] std::int64_t whole(std::int64_t minimum, std::int64_t maximum) const;
  [[nodiscard]] int wholeInt(int minimum, int maximum = std::numeric_limits<int>::max()) const {
    return static_cast<int>(whole(minimum, maximum));
  }
  /// The index in `words` of the text that stands here.
  [[nodiscard]] std::size_t choice(std::span<const std::string_view> words) const;
  /// An enumerator by its `name()`.
  template <class E, std::size_t N>
  [[nodiscard]] E oneOf(const std::array<E, N>& values) const {
    std::array<std::string_view, N> words;
    for (std::size_t i = 0; i < N; ++i) words[i] = name(values[i]);
    return values[choice(words)];
  }

  /// `visit(item)` for every item of an array; `size`: how many there must be.
  template <class Visit>
  void forEach(Visit visit, std::optional<std::size_t> size = std::nullopt) const {
    if (!isArray(size)) return;
    std::size_t index = 0;
    for (const Json& item : json_) {
      if (failed()) return;
      visit(JsonValue(item, *this, index++));
    }
  }

  /// `visit(name, value)` for every member of an object whose names are free.
  template <class Visit>
  void forEachMember(Visit visit) const {
    if (!json_.is_object()) return expected("an object");
    for (const auto& [name, member] : json_.get_ref<const Json::object_t&>()) {
      if (failed()) return;
      visit(name, JsonValue(member, *this, name));
    }
  }

  /// Complains that something else stands here.
  void expected(std::string_view what) const;
  /// Complains in the words given.
  void refuse(std::string_view message) const;

 private:
  [[nodiscard]] bool isArray(std::optional<std::size_t> size) const;
  [[nodiscard]] std::optional<double> finiteNumber() const;
  [[nodiscard]] std::string pointer() const;

  const Json& json_;
  Problem& problem_;
  const JsonValue* parent_ = nullptr;
  std::string_view key_;
  std::optional<std::size_t> index_;
};

}  // namespace gradevault::report_json
