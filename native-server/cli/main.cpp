#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <opencv2/core.hpp>

#include "commands.hpp"

namespace gradevault::cli {

void complain(const std::string& message) { std::fprintf(stderr, "gradevault: %s\n", message.c_str()); }

namespace {

constexpr const char* about =
    "gradevault: is this phone capture of a comic, card or toy good enough to grade, and what is damaged?\n"
    "Exit codes: 0 done, 1 compare found a difference, 2 bad usage, 3 unreadable input, 4 failed, 130 interrupted.";

int run(int argc, char** argv) {
  CLI::App app(about, "gradevault");
  app.set_version_flag("--version", "gradevault " GRADEVAULT_VERSION);
  app.require_subcommand(1);
  ExitCode exit = done;
  addAnalyzeCommand(app, &exit);
  addCompareCommand(app, &exit);
  addBenchCommand(app, &exit);
  addPlanCommand(app, &exit);
  addDoctorCommand(app, &exit);
  addKeysCommand(app, &exit);
  addDeviceProcessCommand(app, &exit);
  addDecoderCommand(app, &exit);
  addEnginesCommand(app, &exit);
  addRunnerCommand(app, &exit);
  addServeCommand(app, &exit);
  addWorkerCommand(app, &exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    std::string message = error.what();
    for (char& letter : message) letter = letter == '\n' ? ' ' : letter;
    complain(message + " (see gradevault --help)");
    return bad_usage;
  }
  return exit;
}

}  // namespace
}  // namespace gradevault::cli

int main(int argc, char** argv) {
  // The pipeline's threads are ours; OpenCV's own would only get in their way.
  cv::setNumThreads(1);
  try {
    return gradevault::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    gradevault::cli::complain("out of memory; try fewer --threads, or --profile quick");
  } catch (const std::exception& error) {
    gradevault::cli::complain(std::string("unexpected: ") + error.what());
  }
  return gradevault::cli::failed;
}
