#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <memory>
#include <utility>

#include "commands.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/process/parent.hpp"
#include "gradevault/serve/sink.hpp"
#include "gradevault/settings/serve_flags.hpp"
#include "gradevault/worker/worker.hpp"
#include "interrupt.hpp"
#include "worker_log.hpp"

namespace gradevault::cli {
namespace {

struct Flags {
  settings::ServeSettings settings;  ///< those that concern a worker; the same flags as the server's
  bool lifeline = false;
};

/// The one who started this has SIGTERM blocked in its children, so that a terminal's Ctrl-C is its own.
void takeSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigprocmask(SIG_UNBLOCK, &signals, nullptr);
  catchInterrupts();
}

ExitCode complained(const Error& error) {
  complain(error.message);
  return exitCode(error);
}

ExitCode run(const Flags& flags) {
  takeSignals();
  const settings::ServeSettings& settings = flags.settings;
  // A folder made by mistake would be worked on for ever, and nobody would put a job into it.
  if (!jobs::hasSqliteStore(settings.data)) {
    return complained({ErrorCode::unreadable_input,
                       "there are no jobs in " + settings.data.string() +
                           "; name the server's data folder with --data, and start the server first"});
  }
  auto data = jobs::DataFolder::open(settings.data);
  if (!data.ok()) return complained(data.error());
  const jobs::SystemWallClock clock;
  auto store = jobs::openSqliteStore(data->root(), settings.store, clock);
  if (!store.ok()) return complained(store.error());
  auto addresses = outgoing::addressPolicy(settings.delivery.allowAddresses, settings.delivery.plainHttp);
  if (!addresses.ok()) return complained(addresses.error());
  const outgoing::HttpClient client(std::move(addresses).value());
  const auto sink = serve::sinkOf(settings.delivery);
  if (!sink.ok()) return complained(sink.error());
  worker::Services services{**store, *data, clock, client};
  services.sink = sink.value().get();
  // The server's end of it is closed when the server wants this worker to end, or has ended itself.
  const process::Channel lifeline{process::FileDescriptor(flags.lifeline ? process::parentSocket : -1)};
  services.draining = [&] { return wasInterrupted() || (flags.lifeline && !lifeline.isQuiet()); };
  services.drainSeconds = settings.fleet.drainSeconds;
  services.log = workerLog(settings.worker.id.empty() ? "worker" : settings.worker.id, settings.log.level,
                           settings.log.format);
  const Status status = worker::work(settings.worker, services);
  return status.ok() ? done : complained(status.error());
}

}  // namespace

void addWorkerCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command =
      app.add_subcommand("worker", "Work on the jobs of a data folder, beside the workers that serve starts");
  const auto flags = std::make_shared<Flags>();
  settings::addServeFlags(*command, flags->settings, [flags, exit] { *exit = run(*flags); });
  worker::WorkerSettings& worker = flags->settings.worker;
  command->add_option("--id", worker.id, "this worker's name; default: host and process number");
  command->add_option("--lane", worker.lane, "cpu, or gpu: one device")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, jobs::Lane>{{"cpu", jobs::Lane::cpu}, {"gpu", jobs::Lane::gpu}}));
  command->add_option("--device", worker.device, "of the lane gpu: its number in doctor")
      ->check(CLI::Range(0, 63));
  command->add_flag("--once", worker.once, "end after one job, or when there is none");
  command->add_flag("--lifeline", flags->lifeline, "descriptor 3 is a socket of the one who started this")
      ->group("");
}

}  // namespace gradevault::cli
