#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

constexpr std::array statuses{CheckStatus::ok, CheckStatus::warn, CheckStatus::fail,
                              CheckStatus::not_available};

Json orNull(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace

Json write(const Check& check, const UnknownMembers& unknown) {
  Json json = {{"id", check.id},
               {"status", name(check.status)},
               {"value", orNull(check.value)},
               {"threshold", orNull(check.threshold)},
               {"unit", check.unit},
               {"where", check.where},
               {"hint", check.hint}};
  append(json, unknown);
  return json;
}

Check readCheck(const JsonValue& value, UnknownMembers& unknown) {
  JsonObject object(value);
  Check check;
  check.id = object.text("id");
  check.status = object.oneOf("status", statuses);
  check.value = object.numberOrNull("value");
  check.threshold = object.numberOrNull("threshold");
  check.unit = object.text("unit");
  check.where = object.list<std::string>("where", [](const JsonValue& place) { return place.text(); });
  check.hint = object.text("hint");
  unknown = object.rest();
  return check;
}

}  // namespace gradevault::report_json
