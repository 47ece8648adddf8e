#include <nlohmann/json.hpp>

#include "problems.hpp"
#include "routes.hpp"

namespace gradevault::api {
namespace {

using Json = nlohmann::ordered_json;

void putText(Json& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

Json engineJson(const EngineState& engine) {
  Json json{{"name", engine.name}, {"healthy", engine.healthy}};
  putText(json, "reason", engine.reason);
  putText(json, "device", engine.device);
  putText(json, "isa", engine.isa);
  putText(json, "detail", engine.detail);
  return json;
}

Json deviceJson(const DeviceState& device) {
  Json json{{"id", device.id}, {"name", device.name}, {"healthy", device.healthy}};
  putText(json, "reason", device.reason);
  if (device.memory != 0) json["memory"] = device.memory;
  putText(json, "computeCapability", device.computeCapability);
  json["faults"] = device.faults;
  if (device.outUntil != 0) json["outUntil"] = jobs::rfc3339(device.outUntil);
  return json;
}

http::Reply engines(const Context& context) {
  const Machinery machinery = context.services.machinery();
  Json body{{"version", machinery.version}, {"threads", machinery.threads}};
  if (machinery.asked != 0) body["asked"] = jobs::rfc3339(machinery.asked);
  putText(body, "problem", machinery.problem);
  for (const char* list : {"engines", "devices", "workers"}) body[list] = Json::array();
  for (const EngineState& engine : machinery.engines) body["engines"].push_back(engineJson(engine));
  for (const DeviceState& device : machinery.devices) body["devices"].push_back(deviceJson(device));
  for (const WorkerState& worker : machinery.workers)
    body["workers"].push_back(
        {{"id", worker.id}, {"lane", worker.lane}, {"alive", worker.alive}, {"state", worker.state}});
  return json(200, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// This process answers; nothing else is asked.
http::Reply healthz() {
  return json(200, R"({"status":"ok"})");
}

/// Whether a job that came now would be worked on.
http::Reply readyz(const Context& context) {
  if (context.draining) return problems::draining();
  if (const Status store = context.services.store.ping(); !store.ok()) {
    if (context.services.complain) context.services.complain(store.error().message);
    return problems::notReady("the store does not answer");
  }
  const Readiness readiness = context.services.readiness();
  if (!readiness.ready) return problems::notReady(readiness.reason);
  return json(200, R"({"status":"ready"})");
}

}  // namespace

std::vector<http::Route> stateRoutes(const Context& context) {
  return {{.method = "GET",
           .pattern = "/v1/engines",
           .maxBody = 0,
           .handler = withKey(context, "analyses:read",
                              [&context](http::Call&, const Caller&) { return engines(context); })},
          {.method = "GET",
           .pattern = "/healthz",
           .kind = http::RouteClass::control,
           .maxBody = 0,
           .handler = [](http::Call&) { return healthz(); }},
          {.method = "GET",
           .pattern = "/readyz",
           .kind = http::RouteClass::control,
           .maxBody = 0,
           .handler = [&context](http::Call&) { return readyz(context); }}};
}

}  // namespace gradevault::api
