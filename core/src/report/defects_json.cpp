#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

Json write(const Rect& area) {
  return Json::array({area.x, area.y, area.width, area.height});
}

Rect readRect(const JsonValue& value) {
  std::vector<int> numbers;
  value.forEach([&](const JsonValue& number) { numbers.push_back(number.wholeInt(0)); }, 4);
  return numbers.size() == 4 ? Rect{numbers[0], numbers[1], numbers[2], numbers[3]} : Rect{};
}

Json write(const RegionReport& region) {
  Json areas = Json::array();
  for (const Rect& area : region.areas) areas.push_back(write(area));
  Json artifacts = Json::object();
  for (const auto& [kind, file] : region.artifacts) artifacts[kind] = file;
  Json json = {{"name", region.name},
               {"percentage", region.percentage},
               {"areas", std::move(areas)},
               {"artifacts", std::move(artifacts)}};
  append(json, region.unknown);
  return json;
}

RegionReport readRegion(const JsonValue& value) {
  JsonObject object(value);
  RegionReport region;
  region.name = object.text("name");
  region.percentage = object.number("percentage", aPercentage);
  region.areas = object.list<Rect>("areas", readRect);
  object.required("artifacts", [&](const JsonValue& artifacts) {
    artifacts.forEachMember([&](const std::string& kind, const JsonValue& file) {
      region.artifacts.emplace(kind, readFileName(file));
    });
  });
  region.unknown = object.rest();
  return region;
}

}  // namespace

Json write(const DefectsReport& defects) {
  Json regions = Json::array();
  for (const RegionReport& region : defects.regions) regions.push_back(write(region));
  Json json = {{"method", defects.method},
               {"experimental", defects.experimental},
               {"damageScore", defects.damageScore},
               {"defectPercentage", defects.defectPercentage},
               {"referenceFrame", defects.referenceFrame},
               {"framesUsed", defects.framesUsed},
               {"regions", std::move(regions)}};
  append(json, defects.unknown);
  return json;
}

DefectsReport readDefects(const JsonValue& value) {
  JsonObject object(value);
  DefectsReport defects;
  defects.method = object.text("method");
  defects.experimental = object.flag("experimental");
  defects.damageScore = object.number("damageScore", notNegative);
  defects.defectPercentage = object.number("defectPercentage", aPercentage);
  defects.referenceFrame = object.whole("referenceFrame", 0);
  defects.framesUsed = object.whole("framesUsed", 1);
  defects.regions = object.list<RegionReport>("regions", readRegion);
  defects.unknown = object.rest();
  return defects;
}

}  // namespace gradevault::report_json
