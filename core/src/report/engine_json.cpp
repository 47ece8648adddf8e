#include "report/groups.hpp"
#include "report/json_object.hpp"

namespace gradevault::report_json {
namespace {

Json write(const EngineFallback& fallback) {
  Json json = {{"from", fallback.from}, {"to", fallback.to}, {"reason", fallback.reason}};
  if (fallback.frame) json["frame"] = *fallback.frame;
  if (!fallback.device.empty()) json["device"] = fallback.device;
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
  fallback.device = object.optionalText("device");
  fallback.unknown = object.rest();
  return fallback;
}

Json write(const EngineDeviceReport& device) {
  Json json = {{"name", device.name}, {"frames", device.frames}};
  append(json, device.unknown);
  return json;
}

EngineDeviceReport readDevice(const JsonValue& value) {
  JsonObject object(value);
  EngineDeviceReport device;
  device.name = object.text("name");
  device.frames = object.whole("frames", 0);
  device.unknown = object.rest();
  return device;
}

}  // namespace

Json write(const EngineReport& engine) {
  Json fallbacks = Json::array();
  for (const EngineFallback& fallback : engine.fallbacks) fallbacks.push_back(write(fallback));
  Json json = {{"name", engine.name},
               {"device", engine.device},
               {"isa", engine.isa},
               {"detail", engine.detail},
               {"chosenBecause", engine.chosenBecause}};
  if (!engine.devices.empty()) {
    json["devices"] = Json::array();
    for (const EngineDeviceReport& device : engine.devices) json["devices"].push_back(write(device));
  }
  json["fallbacks"] = std::move(fallbacks);
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
  object.optional("devices", [&](const JsonValue& devices) {
    devices.forEach([&](const JsonValue& device) { engine.devices.push_back(readDevice(device)); });
  });
  engine.fallbacks = object.list<EngineFallback>("fallbacks", readFallback);
  engine.unknown = object.rest();
  return engine;
}

}  // namespace gradevault::report_json
