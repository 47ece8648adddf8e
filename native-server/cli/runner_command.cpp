#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/worker/runner.hpp"
#include "progress_bar.hpp"
#include "sandbox_flags.hpp"

namespace gradevault::cli {
namespace {

struct Flags {
  DevicePlace device;
  SandboxFlags sandbox;
};

ExitCode run(const Flags& flags) {
  const SteadyClock clock;
  // Kept from job to job, and with them the device's process and context.
  const std::vector<EngineEntry> usual = engines(flags.device);
  DevicePlace here = flags.device;
  here.process = false;
  const std::vector<EngineEntry> inThisProcess = engines(here);
  worker::RunnerProgram program{
      .engines = [&](const worker::RunnerJob& job) { return job.nvdec ? inThisProcess : usual; },
      .decoder = flags.sandbox.settingsIfAny(),
      .clock = clock};
  const Status status = worker::serveRunner(program);
  if (status.ok()) return done;
  complain("runner: " + status.error().message);
  return exitCode(status.error());
}

}  // namespace

void addRunnerCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("runner", "Does one job after the other; started by worker");
  command->group("");  // not in the help: nobody needs to know it
  const auto flags = std::make_shared<Flags>();
  flags->sandbox.mode = "required";
  addDeviceFlags(*command, flags->device);
  addSandboxFlags(*command, flags->sandbox);
  command->callback([flags, exit] { *exit = run(*flags); });
}

}  // namespace gradevault::cli
