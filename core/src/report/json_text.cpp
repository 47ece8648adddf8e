#include "report/json_text.hpp"

#include <algorithm>
#include <cmath>

#include "report/number_text.hpp"

namespace gradevault::report_json {
namespace {

using Json = nlohmann::ordered_json;

/// Plain values, and arrays of them such as points, stand side by side.
bool standsOnOneLine(const Json& array) {
  return std::all_of(array.begin(), array.end(), [](const Json& item) {
    return item.is_primitive() ||
           (item.is_array() &&
            std::all_of(item.begin(), item.end(), [](const Json& inner) { return inner.is_primitive(); }));
  });
}

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}

  void write(const Json& json, int depth) {
    switch (json.type()) {
      case Json::value_t::object:
        return writeObject(json, depth);
      case Json::value_t::array:
        return writeArray(json, depth);
      case Json::value_t::number_float:
        return writeNumber(json.get<double>());
      case Json::value_t::string:
        return writeString(json);
      case Json::value_t::number_integer:
        text_ += std::to_string(json.get<Json::number_integer_t>());
        return;
      case Json::value_t::number_unsigned:
        text_ += std::to_string(json.get<Json::number_unsigned_t>());
        return;
      case Json::value_t::boolean:
        text_ += json.get<bool>() ? "true" : "false";
        return;
      case Json::value_t::null:
      case Json::value_t::binary:
      case Json::value_t::discarded:
        text_ += "null";
        return;
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void writeObject(const Json& json, int depth) {
    text_ += '{';
    bool first = true;
    for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
      if (!std::exchange(first, false)) text_ += ',';
      newLine(depth + 1);
      writeString(Json(key));
      text_ += indent_ < 0 ? ":" : ": ";
      write(value, depth + 1);
    }
    if (!first) newLine(depth);
    text_ += '}';
  }

  void writeArray(const Json& json, int depth) {
    const bool oneLine = indent_ < 0 || standsOnOneLine(json);
    text_ += '[';
    bool first = true;
    for (const Json& item : json) {
      if (!std::exchange(first, false)) text_ += oneLine && indent_ >= 0 ? ", " : ",";
      if (!oneLine) newLine(depth + 1);
      write(item, depth + 1);
    }
    if (!oneLine) newLine(depth);
    text_ += ']';
  }

  void writeNumber(double value) {
    if (!std::isfinite(value)) {
      text_ += "null";
      return;
    }
    text_ += numberText(value == 0 ? 0.0 : value);
  }

  void writeString(const Json& json) { text_ += json.dump(-1, ' ', false, Json::error_handler_t::replace); }

  void newLine(int depth) {
    if (indent_ < 0) return;
    text_ += '\n';
    text_.append(static_cast<std::size_t>(depth) * static_cast<std::size_t>(indent_), ' ');
  }

  int indent_;
  std::string text_;
};

}  // namespace

std::string jsonText(const Json& json, int indent) {
  Writer writer(indent);
  writer.write(json, 0);
  return writer.take();
}

}  // namespace gradevault::report_json
