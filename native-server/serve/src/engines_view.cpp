#include "gradevault/serve/engines_view.hpp"

#include <exception>
#include <nlohmann/json.hpp>

namespace gradevault::serve {
namespace {

using Json = nlohmann::json;

EngineView engineFrom(const Json& json) {
  EngineView engine;
  json.at("name").get_to(engine.name);
  json.at("healthy").get_to(engine.healthy);
  engine.reason = json.value("reason", "");
  engine.device = json.value("device", "");
  engine.isa = json.value("isa", "");
  engine.detail = json.value("detail", "");
  return engine;
}

GpuView gpuFrom(const Json& json) {
  GpuView gpu;
  json.at("number").get_to(gpu.number);
  gpu.id = "cuda:" + std::to_string(gpu.number);
  json.at("name").get_to(gpu.name);
  json.at("memory").get_to(gpu.memory);
  json.at("computeCapability").get_to(gpu.computeCapability);
  gpu.healthy = true;
  return gpu;
}

}  // namespace

Result<EnginesView> enginesViewFromJson(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    EnginesView view;
    json.at("version").get_to(view.version);
    json.at("threads").get_to(view.threads);
    for (const Json& engine : json.at("engines")) view.engines.push_back(engineFrom(engine));
    for (const Json& device : json.at("devices")) view.gpus.push_back(gpuFrom(device));
    return view;
  } catch (const std::exception& error) {
    return Error{ErrorCode::unreadable_input,
                 std::string("what the engines command said cannot be read: ") + error.what()};
  }
}

}  // namespace gradevault::serve
