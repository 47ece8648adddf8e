#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {

Json write(const CostReport& cost) {
  Json json = {{"amount", cost.amount}, {"currency", cost.currency}, {"basis", cost.basis}};
  if (!cost.seconds.empty()) {
    json["seconds"] = Json::object();
    for (const auto& [device, seconds] : cost.seconds) json["seconds"][device] = seconds;
  }
  append(json, cost.unknown);
  return json;
}

CostReport readCost(const JsonValue& value) {
  JsonObject object(value);
  CostReport cost;
  cost.amount = object.number("amount", notNegative);
  cost.currency = object.text("currency");
  cost.basis = object.text("basis");
  object.optional("seconds", [&](const JsonValue& v) {
    v.forEachMember([&](const std::string& device, const JsonValue& seconds) {
      cost.seconds.emplace(device, seconds.number(notNegative));
    });
  });
  cost.unknown = object.rest();
  return cost;
}

}  // namespace gradevault::report_json
