#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/analyze/thread_pool.hpp"
#include "gradevault/engines/cuda.hpp"

namespace gradevault::cli {
namespace {

using Json = nlohmann::ordered_json;

Json engineJson(const EngineEntry& entry) {
  Json json{{"name", entry.name}};
  const auto engine = entry.make({});
  json["healthy"] = engine.ok();
  if (!engine.ok()) {
    json["reason"] = engine.error().message;
    return json;
  }
  const EngineInfo& info = (*engine)->info();
  json["device"] = info.device;
  json["isa"] = info.isa;
  json["detail"] = info.detail;
  return json;
}

Json deviceJson(const CudaDevice& device) {
  return {{"number", device.index},
          {"name", device.name},
          {"memory", device.memory},
          {"computeCapability", std::to_string(device.major) + '.' + std::to_string(device.minor)}};
}

/// Asks for the devices in this process: whoever needs the answer ends it when it hangs.
ExitCode showEngines(const DevicePlace& place, bool json) {
  Json answer{{"version", GRADEVAULT_VERSION}, {"threads", analyze::availableThreads()}};
  answer["devices"] = Json::array();
  if (cudaDriverIsInstalled()) {
    const auto devices = cudaDevices();
    if (devices.ok()) {
      for (const CudaDevice& device : *devices) answer["devices"].push_back(deviceJson(device));
    }
  }
  answer["engines"] = Json::array();
  for (const EngineEntry& entry : engines(place)) answer["engines"].push_back(engineJson(entry));
  if (json) {
    std::puts(answer.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return done;
  }
  for (const Json& engine : answer["engines"]) {
    const bool healthy = engine["healthy"].get<bool>();
    std::printf("%-12s %s\n", engine["name"].get<std::string>().c_str(),
                healthy
                    ? (engine["device"].get<std::string>() + ", " + engine["isa"].get<std::string>()).c_str()
                    : engine["reason"].get<std::string>().c_str());
  }
  return done;
}

}  // namespace

void addEnginesCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("engines", "Which engines work here, on which devices");
  command->group("");  // doctor says it to people; this is what serve asks
  const auto place = std::make_shared<DevicePlace>();
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "as JSON");
  addDeviceFlags(*command, *place);
  command->callback([place, json, exit] { *exit = showEngines(*place, *json); });
}

}  // namespace gradevault::cli
