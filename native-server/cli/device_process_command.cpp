#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>

#include "commands.hpp"
#include "engines.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/device_process/serve.hpp"

namespace gradevault::cli {
namespace {

Result<std::unique_ptr<Engine>> makeByName(std::string_view name, const EngineRequest& request) {
  const std::vector<EngineEntry> list = engines();
  const auto entry = std::ranges::find(list, name, &EngineEntry::name);
  if (entry == list.end()) {
    return Error{ErrorCode::invalid_argument,
                 "there is no engine '" + std::string(name) + "' in this program"};
  }
  return entry->make(request);
}

ExitCode serveDevice() {
  const Status status = device_process::serve(
      {.makeEngine = makeByName,
       .makeExecutor = [](int threads) { return std::make_unique<ThreadPool>(threads); },
       .listDevices = [](std::string_view) { return cudaDeviceNames(); }});
  if (status.ok()) return done;
  complain("device-process: " + status.error().message);
  return exitCode(status.error());
}

}  // namespace

void addDeviceProcessCommand(CLI::App& app, ExitCode* exit) {
  app.add_subcommand("device-process",
                     "The engine cuda in a process of its own; started by analyze and bench")
      ->group("")  // not in the help: nobody needs to know it
      ->callback([exit] { *exit = serveDevice(); });
}

}  // namespace gradevault::cli
