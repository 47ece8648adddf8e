#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/engines/cuda.hpp"

namespace gradevault::cli {
namespace {

struct Flags {
  DevicePlace place;
  bool json = false;
  int descriptor = STDOUT_FILENO;  ///< of the JSON
};

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
ExitCode showEngines(const Flags& flags) {
  Json answer{{"version", GRADEVAULT_VERSION}, {"threads", availableThreads()}};
  answer["devices"] = Json::array();
  if (cudaDriverIsInstalled()) {
    const auto devices = cudaDevices();
    if (devices.ok()) {
      for (const CudaDevice& device : *devices) answer["devices"].push_back(deviceJson(device));
    }
  }
  answer["engines"] = Json::array();
  for (const EngineEntry& entry : engines(flags.place)) answer["engines"].push_back(engineJson(entry));
  if (flags.json) {
    const std::string text = answer.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
    return ::write(flags.descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? done
                                                                                                    : failed;
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
  const auto flags = std::make_shared<Flags>();
  command->add_flag("--json", flags->json, "as JSON");
  command
      ->add_option("--descriptor", flags->descriptor, "open file that the JSON goes to, in place of stdout")
      ->check(CLI::Range(1, 3));
  addDeviceFlags(*command, flags->place);
  command->callback([flags, exit] { *exit = showEngines(*flags); });
}

}  // namespace gradevault::cli
