#include "report/json_parser.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gradevault::report_json {
namespace {

/// nlohmann's parser reports what it reads; this builds the document, so that every limit holds before memory
/// is taken. The parser keeps its place in a vector, not on the stack; a refusal ends it at once.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  bool null() { return add(nullptr) != nullptr; }
  bool boolean(bool value) { return add(value) != nullptr; }
  bool number_integer(number_integer_t value) { return add(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) { return add(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) { return add(value) != nullptr; }
  bool string(string_t& value) { return add(std::move(value)) != nullptr; }
  bool binary(binary_t&) { return refuse("binary data"); }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    if (!open_.back().keys.insert(name).second)
      return refuse("a member stands twice in one object: " + shown(name));
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t bytesRead, const std::string&, const Json::exception& error) {
    constexpr int numberOverflow = 406;
    errorAfter_ = bytesRead;
    return refuse(error.id == numberOverflow ? "a number is too large" : "not valid JSON");
  }

  [[nodiscard]] Json& document() noexcept { return document_; }
  [[nodiscard]] const std::string& refusal() const noexcept { return refusal_; }
  [[nodiscard]] std::optional<std::size_t> errorAfter() const noexcept { return errorAfter_; }

 private:
  struct Open {
    Json* value;
    std::set<std::string, std::less<>> keys;
  };

  template <class Value>
  Json* add(Value&& value) {
    if (++values_ > maxValues) {
      refuse("more than " + std::to_string(maxValues) + " values");
      return nullptr;
    }
    if (open_.empty()) return &(document_ = Json(std::forward<Value>(value)));
    Json& parent = *open_.back().value;
    if (parent.is_array()) {
      auto& items = parent.get_ref<Json::array_t&>();
      return &items.emplace_back(std::forward<Value>(value));
    }
    // Past the ordered map's own look-up, which would make long objects quadratic; `key` has seen that the
    // key is new.
    std::vector<Json::object_t::value_type>& members = parent.get_ref<Json::object_t&>();
    return &members.emplace_back(std::move(key_), std::forward<Value>(value)).second;
  }

  bool open(Json&& container) {
    if (open_.size() >= maxDepth) return refuse("nested deeper than " + std::to_string(maxDepth) + " levels");
    Json* const added = add(std::move(container));
    if (!added) return false;
    open_.push_back({added, {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool refuse(std::string why) {
    refusal_ = std::move(why);
    return false;
  }

  static std::string shown(const std::string& key) {
    constexpr std::size_t longest = 60;
    return key.size() <= longest ? '"' + key + '"' : "a name of " + std::to_string(key.size()) + " bytes";
  }

  Json document_;
  std::vector<Open> open_;
  std::string key_;
  std::size_t values_ = 0;
  std::string refusal_;
  std::optional<std::size_t> errorAfter_;
};

/// Of the last of `read` bytes that the parser took.
std::string lineAndColumn(std::string_view text, std::size_t read) {
  const std::string_view before = text.substr(0, std::min(read > 0 ? read - 1 : 0, text.size()));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + ", column " +
         std::to_string(before.size() - lineStart + 1);
}

}  // namespace

Result<Json> parseJson(std::string_view text) {
  const auto refused = [](const std::string& why) { return Error{ErrorCode::invalid_argument, why}; };
  if (text.size() > maxTextBytes) {
    return refused("the JSON text has " + std::to_string(text.size()) + " bytes; at most " +
                   std::to_string(maxTextBytes) + " are read");
  }
  Builder builder;
  if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.document());
  if (!builder.errorAfter()) return refused("the JSON text is refused: " + builder.refusal());
  return refused(builder.refusal() + " at " + lineAndColumn(text, *builder.errorAfter()));
}

}  // namespace gradevault::report_json
