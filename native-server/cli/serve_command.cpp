#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "gradevault/serve/serve.hpp"
#include "gradevault/settings/serve_flags.hpp"
#include "interrupt.hpp"

namespace gradevault::cli {
namespace {

ExitCode serveUntilStopped(const settings::ServeSettings& settings) {
  catchInterrupts();
  const serve::Host host{
      .version = GRADEVAULT_VERSION,
      .stopAsked = [] { return wasInterrupted(); },
      .announce = [](const std::string& line) { std::fprintf(stderr, "gradevault: %s\n", line.c_str()); }};
  const Status ended = serve::serve(settings, host);
  if (ended.ok()) return done;
  complain(ended.error().message);
  return exitCode(ended.error());
}

}  // namespace

void addServeCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand(
      "serve", "The service: takes captures over HTTP, analyses them in worker processes, tells how it goes");
  const auto chosen = std::make_shared<settings::ServeSettings>();
  settings::addServeFlags(*command, *chosen, [chosen, exit] { *exit = serveUntilStopped(*chosen); });
}

}  // namespace gradevault::cli
