#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::api {

/// What is wrong with a request's body, and where.
struct FieldError {
  std::string pointer;  ///< JSON pointer; "" is the whole body
  std::string message;  ///< what was expected there
};

/// One JSON object of a request, read member by member. The first thing that is wrong is kept; whatever is
/// read after it is empty. Members that nobody asked for are wrong, too.
class JsonFields {
 public:
  /// Text of more than `maxBytes`, deeper than 16 levels or with a member twice in one object is refused.
  JsonFields(std::string_view text, std::size_t maxBytes);
  /// The same for members that came one by one (multipart): those in `jsonNames` hold JSON, the others text.
  using Parts = std::vector<std::pair<std::string, std::string>>;
  JsonFields(const Parts& parts, std::span<const std::string_view> jsonNames, std::size_t maxBytes);

  /// A string of 1 to `longest` bytes without control characters; empty when the member is absent.
  [[nodiscard]] std::string text(std::string_view name, std::size_t longest);
  /// False when absent.
  [[nodiscard]] bool flag(std::string_view name);
  /// An object, as JSON text with sorted members; empty when the member is absent.
  [[nodiscard]] std::string object(std::string_view name);
  /// Complains unless `ok`.
  void expect(bool ok, std::string_view name, std::string_view message);
  void complain(std::string pointer, std::string message);

  /// The first thing that was wrong so far.
  [[nodiscard]] const std::optional<FieldError>& error() const { return error_; }
  /// The first thing that was wrong, the members that nobody asked for last.
  [[nodiscard]] const std::optional<FieldError>& finish();
  /// The same text for the same content: members sorted, no white space.
  [[nodiscard]] std::string canonical() const { return object_.dump(); }

 private:
  void read(std::string_view text, std::size_t maxBytes);
  [[nodiscard]] const nlohmann::json* find(std::string_view name);

  nlohmann::json object_ = nlohmann::json::object();
  std::vector<std::string> asked_;
  std::optional<FieldError> error_;
};

}  // namespace gradevault::api
