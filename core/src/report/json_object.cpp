#include "report/json_object.hpp"

#include <algorithm>

#include "report/json_parser.hpp"
#include "report/json_text.hpp"

namespace gradevault::report_json {

JsonObject::JsonObject(const JsonValue& value) : value_(value) {
  if (!value.json().is_object()) value.expected("an object");
}

const Json* JsonObject::find(std::string_view name) {
  asked_.push_back(name);
  if (!value_.json().is_object() || value_.failed()) return nullptr;
  const auto member = value_.json().find(std::string(name));
  return member == value_.json().end() ? nullptr : &*member;
}

bool JsonObject::known(std::string_view name) const {
  return std::find(asked_.begin(), asked_.end(), name) != asked_.end();
}

const Json& JsonObject::nothing() {
  static const Json discarded(Json::value_t::discarded);
  return discarded;
}

std::string JsonObject::text(std::string_view name) {
  std::string result;
  required(name, [&](const JsonValue& value) { result = value.text(); });
  return result;
}

std::string JsonObject::optionalText(std::string_view name) {
  std::string result;
  optional(name, [&](const JsonValue& value) { result = value.text(); });
  return result;
}

bool JsonObject::flag(std::string_view name) {
  bool result = false;
  required(name, [&](const JsonValue& value) { result = value.flag(); });
  return result;
}

double JsonObject::number(std::string_view name, Range range) {
  double result = 0;
  required(name, [&](const JsonValue& value) { result = value.number(range); });
  return result;
}

std::optional<double> JsonObject::numberOrNull(std::string_view name, Range range) {
  std::optional<double> result;
  required(name, [&](const JsonValue& value) { result = value.numberOrNull(range); });
  return result;
}

int JsonObject::whole(std::string_view name, int minimum, int maximum) {
  int result = 0;
  required(name, [&](const JsonValue& value) { result = value.wholeInt(minimum, maximum); });
  return result;
}

UnknownMembers JsonObject::rest() const {
  UnknownMembers unknown;
  if (!value_.json().is_object()) return unknown;
  for (const auto& [name, json] : value_.json().get_ref<const Json::object_t&>()) {
    if (known(name)) continue;
    if (json.is_discarded())
      JsonValue(json, value_, name).expected("JSON text of a member that has no other place");
    unknown.emplace(name, jsonText(json, -1));
  }
  return unknown;
}

void JsonObject::refuseRest(std::string_view message) const {
  if (!value_.json().is_object()) return;
  for (const auto& [name, json] : value_.json().get_ref<const Json::object_t&>()) {
    if (!known(name)) JsonValue(json, value_, name).refuse(message);
  }
}

void append(Json& object, const UnknownMembers& unknown) {
  for (const auto& [name, text] : unknown) {
    Result<Json> value = parseJson(text);
    object[name] =
        value && !object.contains(name) ? std::move(value).value() : Json(Json::value_t::discarded);
  }
}

}  // namespace gradevault::report_json
