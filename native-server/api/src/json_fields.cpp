#include "json_fields.hpp"

#include <algorithm>
#include <set>

namespace gradevault::api {
namespace {

using nlohmann::json;

constexpr int deepest = 16;

/// Builds the value, and notes depth and members that stand twice. (nlohmann's own parser keeps the last of
/// two silently; readers disagree about which one counts.)
struct Strictness {
  std::vector<std::set<std::string>> objects;
  std::string problem;

  bool operator()(int depth, json::parse_event_t event, json& value) {
    if (depth > deepest && problem.empty())
      problem = "nested deeper than " + std::to_string(deepest) + " levels";
    if (event == json::parse_event_t::object_start) objects.emplace_back();
    if (event == json::parse_event_t::object_end && !objects.empty()) objects.pop_back();
    if (event == json::parse_event_t::key && !objects.empty()) {
      const auto& name = value.get_ref<const std::string&>();
      if (!objects.back().insert(name).second && problem.empty())
        problem = "the member \"" + name + "\" stands twice in one object";
    }
    return problem.empty();
  }
};

bool plain(const std::string& text) {
  return std::ranges::none_of(text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; });
}

std::string pointerTo(std::string_view name) {
  std::string pointer = "/";
  for (const char letter : name)
    pointer += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
  return pointer;
}

}  // namespace

JsonFields::JsonFields(std::string_view text, std::size_t maxBytes) {
  read(text, maxBytes);
}

JsonFields::JsonFields(const Parts& parts, std::span<const std::string_view> jsonNames,
                       std::size_t maxBytes) {
  std::string text;
  for (const auto& [name, value] : parts) {
    const bool holdsJson = std::ranges::find(jsonNames, name) != jsonNames.end();
    try {
      const std::string member = json(name).dump();
      if (holdsJson && !json::accept(value)) {
        complain(pointerTo(name), "expected JSON in UTF-8");
        return;
      }
      text += (text.empty() ? "{" : ",") + member + ":" + (holdsJson ? value : json(value).dump());
    } catch (const json::exception&) {
      complain("", "expected text in UTF-8 in every part but the file");
      return;
    }
  }
  read(text.empty() ? "{}" : text + "}", maxBytes);
}

void JsonFields::read(std::string_view text, std::size_t maxBytes) {
  if (text.size() > maxBytes) {
    complain("", "expected at most " + std::to_string(maxBytes) + " bytes of JSON");
    return;
  }
  Strictness strictness;
  json value;
  try {
    value = json::parse(text, std::ref(strictness));
  } catch (const json::exception&) {
    strictness.problem = strictness.problem.empty() ? "no valid JSON in UTF-8" : strictness.problem;
  }
  if (!strictness.problem.empty())
    complain("", "expected one JSON object: " + strictness.problem);
  else if (!value.is_object())
    complain("", "expected one JSON object");
  else
    object_ = std::move(value);
}

const json* JsonFields::find(std::string_view name) {
  asked_.emplace_back(name);
  if (error_) return nullptr;
  const auto found = object_.find(std::string(name));
  return found == object_.end() ? nullptr : &*found;
}

std::string JsonFields::text(std::string_view name, std::size_t longest) {
  const json* value = find(name);
  if (value == nullptr) return "";
  const bool good = value->is_string() && !value->get_ref<const std::string&>().empty() &&
                    value->get_ref<const std::string&>().size() <= longest &&
                    plain(value->get_ref<const std::string&>());
  expect(good, name,
         "expected a string of 1 to " + std::to_string(longest) + " bytes without control characters");
  return good ? value->get<std::string>() : "";
}

bool JsonFields::flag(std::string_view name) {
  const json* value = find(name);
  if (value == nullptr) return false;
  expect(value->is_boolean(), name, "expected true or false");
  return value->is_boolean() && value->get<bool>();
}

std::string JsonFields::object(std::string_view name) {
  const json* value = find(name);
  if (value == nullptr) return "";
  expect(value->is_object(), name, "expected an object");
  return value->is_object() ? value->dump() : "";
}

void JsonFields::expect(bool ok, std::string_view name, std::string_view message) {
  if (!ok) complain(pointerTo(name), std::string(message));
}

void JsonFields::complain(std::string pointer, std::string message) {
  if (!error_) error_ = FieldError{std::move(pointer), std::move(message)};
}

const std::optional<FieldError>& JsonFields::finish() {
  if (!error_) {
    for (const auto& [name, value] : object_.items()) {
      if (std::ranges::find(asked_, name) != asked_.end()) continue;
      complain(pointerTo(name), "no such field");
      break;
    }
  }
  return error_;
}

}  // namespace gradevault::api
