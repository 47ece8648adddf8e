// gradevault-faulty: the commands `serve`, `worker`, `runner` and `decoder` of the real program around
// engines that go wrong when a job's scanId says so, on a machine with one GPU that it has not. The program
// itself has no such hooks.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstring>
#include <memory>
#include <opencv2/core.hpp>

#include "commands.hpp"
#include "faulty_engines.hpp"
#include "gradevault/worker/runner.hpp"
#include "progress_bar.hpp"

namespace gradevault::cli {

void complain(const std::string& message) {
  std::fprintf(stderr, "gradevault-faulty: %s\n", message.c_str());
}

namespace {

ExitCode serveFaultyRunner() {
  const SteadyClock clock;
  const worker::RunnerProgram program{
      .engines = testing::faultyEngines,
      .decoder = sandbox::SandboxSettings{.arguments = {"gradevault-faulty", "decoder"}, .required = false},
      .clock = clock};
  const Status status = worker::serveRunner(program);
  if (status.ok()) return done;
  complain(status.error().message);
  return exitCode(status.error());
}

/// What `gradevault engines --json` says where there is one GPU.
ExitCode showEngines(int descriptor) {
  constexpr const char* text =
      R"({"version":"faulty","threads":2,"engines":[{"name":"cuda","healthy":true},{"name":"cpu","healthy":true}],)"
      R"("devices":[{"number":0,"name":"Test T4","memory":17179869184,"computeCapability":"7.5"}]})";
  const auto length = static_cast<ssize_t>(std::strlen(text));
  return ::write(descriptor, text, std::strlen(text)) == length ? done : failed;
}

void addEngines(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("engines");
  const auto descriptor = std::make_shared<int>(STDOUT_FILENO);
  command->add_flag("--json");
  command->add_option("--descriptor", *descriptor);
  command->callback([descriptor, exit] { *exit = showEngines(*descriptor); });
}

int run(int argc, char** argv) {
  CLI::App app("gradevault with faults, for tests", "gradevault-faulty");
  app.require_subcommand(1);
  ExitCode exit = done;
  addDecoderCommand(app, &exit);
  addEngines(app, &exit);
  addServeCommand(app, &exit);
  addWorkerCommand(app, &exit);
  app.add_subcommand("runner")->callback([&exit] { exit = serveFaultyRunner(); });
  CLI11_PARSE(app, argc, argv);
  return exit;
}

}  // namespace
}  // namespace gradevault::cli

int main(int argc, char** argv) {
  cv::setNumThreads(1);
  return gradevault::cli::run(argc, argv);
}
