#include <type_traits>

#include "report/groups.hpp"
#include "report/json_object.hpp"
#include "report/json_parser.hpp"
#include "report/json_text.hpp"
#include "report/option_words.hpp"

namespace gradevault::report_json {
namespace {

void readMembers(JsonObject& object, Options& options) {
  object.optional("profile", [&](const JsonValue& value) { options.profile = value.oneOf(profiles); });
  visitNumericOptions(options, [&](const OptionInfo& info, auto& member) {
    object.optional(info.name, [&](const JsonValue& value) {
      using Number = std::remove_reference_t<decltype(member)>;
      if constexpr (std::is_integral_v<Number>) {
        member = value.wholeInt(static_cast<int>(info.minimum), static_cast<int>(info.maximum));
      } else {
        member = value.number({info.minimum, info.maximum});
      }
    });
  });
  object.optional("flowWindow", [&](const JsonValue& value) {
    if (options.flowWindow % 2 == 0) value.expected("an odd number");
  });
}

}  // namespace

Json write(const Options& options) {
  Json json = {{"profile", name(options.profile)}};
  visitNumericOptions(options,
                      [&](const OptionInfo& info, auto member) { json[std::string(info.name)] = member; });
  return json;
}

UnknownMembers readOptions(const JsonValue& value, Options& options) {
  JsonObject object(value);
  readMembers(object, options);
  return object.rest();
}

namespace {

Options readFlatOptions(const JsonValue& value) {
  JsonObject object(value);
  Options options;
  object.optional("itemType", [&](const JsonValue& type) { options.itemType = type.oneOf(itemTypes); });
  object.optional("side", [&](const JsonValue& side) { options.side = side.oneOf(sides); });
  readMembers(object, options);
  object.refuseRest("there is no option of this name");
  return options;
}

}  // namespace
}  // namespace gradevault::report_json

namespace gradevault {

using namespace report_json;

Result<std::string> toJson(const Options& options, int indent) {
  Json json = {{"itemType", name(options.itemType)}, {"side", name(options.side)}};
  json.update(write(options));
  Problem problem;
  (void)readFlatOptions(JsonValue(json, problem));
  if (!problem.message.empty())
    return Error{ErrorCode::internal, "these options cannot be written: " + problem.message};
  return jsonText(json, indent);
}

Result<Options> optionsFromJson(std::string_view json) {
  const Result<Json> document = parseJson(json);
  if (!document) return Error{document.error().code, "options: " + document.error().message};
  Problem problem;
  Options options = readFlatOptions(JsonValue(*document, problem));
  if (!problem.message.empty()) return Error{ErrorCode::invalid_argument, "options: " + problem.message};
  return options;
}

}  // namespace gradevault
