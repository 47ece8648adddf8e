#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

Json write(const EngineFallback& fallback) {
  Json json = {{"from", fallback.from}, {"to", fallback.to}, {"reason", fallback.reason}};
  if (fallback.frame) json["frame"] = *fallback.frame;
  append(json, fallback.unknown);
  return json;
}

EngineFallback readFallback(const JsonValue& value) {
  JsonObject object(value);
  EngineFallback fallback;
  fallback.from = object.text("from");
  fallback.to = object.text("to");
  fallback.reason = object.text("reason");
  object.optional("frame", [&](const JsonValue& frame) { fallback.frame = frame.wholeInt(0); });
  fallback.unknown = object.rest();
  return fallback;
}

}  // namespace

Json write(const EngineReport& engine) {
  Json fallbacks = Json::array();
  for (const EngineFallback& fallback : engine.fallbacks) fallbacks.push_back(write(fallback));
  Json json = {{"name", engine.name},
               {"device", engine.device},
               {"isa", engine.isa},
               {"detail", engine.detail},
               {"chosenBecause", engine.chosenBecause},
               {"fallbacks", std::move(fallbacks)}};
  append(json, engine.unknown);
  return json;
}

EngineReport readEngine(const JsonValue& value) {
  JsonObject object(value);
  EngineReport engine;
  engine.name = object.text("name");
  engine.device = object.text("device");
  engine.isa = object.text("isa");
  engine.detail = object.text("detail");
  engine.chosenBecause = object.text("chosenBecause");
  engine.fallbacks = object.list<EngineFallback>("fallbacks", readFallback);
  engine.unknown = object.rest();
  return engine;
}

}  // namespace gradevault::report_json
