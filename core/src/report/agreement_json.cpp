#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

Json writeValue(const AgreementValue& value) {
  if (const double* number = std::get_if<double>(&value)) return *number;
  if (const std::string* text = std::get_if<std::string>(&value)) return *text;
  if (const std::vector<int>* frames = std::get_if<std::vector<int>>(&value)) return *frames;
  return nullptr;
}

AgreementValue readValue(const JsonValue& value) {
  const Json& json = value.json();
  if (json.is_number()) return value.number();
  if (json.is_string()) return value.text();
  if (json.is_array()) {
    std::vector<int> frames;
    value.forEach([&](const JsonValue& frame) { frames.push_back(frame.wholeInt(0)); });
    return frames;
  }
  if (!json.is_null()) value.expected("a number, a text, a list of frames or null");
  return {};
}

}  // namespace

Json write(const Agreement& entry) {
  Json json = {{"measure", entry.measure},
               {"precheck", writeValue(entry.precheck)},
               {"full", writeValue(entry.full)},
               {"agrees", entry.agrees}};
  if (entry.difference) json["difference"] = *entry.difference;
  if (entry.equalShare) json["equalShare"] = *entry.equalShare;
  append(json, entry.unknown);
  return json;
}

Agreement readAgreement(const JsonValue& value) {
  JsonObject object(value);
  Agreement entry;
  entry.measure = object.text("measure");
  object.required("precheck", [&](const JsonValue& v) { entry.precheck = readValue(v); });
  object.required("full", [&](const JsonValue& v) { entry.full = readValue(v); });
  entry.agrees = object.flag("agrees");
  object.optional("difference", [&](const JsonValue& v) { entry.difference = v.number(); });
  object.optional("equalShare", [&](const JsonValue& v) { entry.equalShare = v.number(aShare); });
  entry.unknown = object.rest();
  return entry;
}

}  // namespace gradevault::report_json
