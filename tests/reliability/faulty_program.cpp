// gradevault-faulty: the commands `worker`, `runner` and `decoder` of the real program around engines that go
// wrong when a job's scanId says so. The program itself has no such hooks.
#include <CLI/CLI.hpp>
#include <cstdio>
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

int run(int argc, char** argv) {
  CLI::App app("gradevault with faults, for tests", "gradevault-faulty");
  app.require_subcommand(1);
  ExitCode exit = done;
  addDecoderCommand(app, &exit);
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
