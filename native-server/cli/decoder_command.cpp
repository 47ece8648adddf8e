#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::cli {
namespace {

ExitCode decode() {
  const Status status = sandbox::serveDecoder();
  if (status.ok()) return done;
  complain("decoder: " + status.error().message);
  return exitCode(status.error());
}

}  // namespace

void addDecoderCommand(CLI::App& app, ExitCode* exit) {
  app.add_subcommand("decoder", "Decodes one capture, shut in; started by the server and analyze --sandbox")
      ->group("")  // not in the help: nobody needs to know it
      ->callback([exit] { *exit = decode(); });
}

}  // namespace gradevault::cli
