#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <memory>
#include <utility>

#include "commands.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/worker/worker.hpp"
#include "interrupt.hpp"
#include "worker_log.hpp"

namespace gradevault::cli {
namespace {

constexpr int lifelineSocket = 3;

struct Flags {
  std::string data;
  worker::WorkerSettings worker;
  jobs::StoreSettings store;
  bool lifeline = false;
  std::vector<std::string> allow;
  double drainSeconds = 25;
  double lease = 60;
  double heartbeat = 15;
  double retryAfter = 2;
  double gpuPause = 60;
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
  auto data = jobs::DataFolder::open(flags.data);
  if (!data.ok()) return complained(data.error());
  const jobs::SystemWallClock clock;
  auto store = jobs::openSqliteStore(data->root(), flags.store, clock);
  if (!store.ok()) return complained(store.error());
  auto addresses = outgoing::addressPolicy(flags.allow);
  if (!addresses.ok()) return complained(addresses.error());
  const outgoing::HttpClient client(std::move(addresses).value());
  worker::Services services{**store, *data, clock, client};
  // The server's end of it is closed when the server wants this worker to end, or has ended itself.
  const process::Channel lifeline{process::FileDescriptor(flags.lifeline ? lifelineSocket : -1)};
  services.draining = [&] { return wasInterrupted() || (flags.lifeline && !lifeline.isQuiet()); };
  services.drainSeconds = flags.drainSeconds;
  services.log = workerLog(flags.worker.id.empty() ? "worker" : flags.worker.id, "info", "text");
  const Status status = worker::work(flags.worker, services);
  return status.ok() ? done : complained(status.error());
}

}  // namespace

void addWorkerCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command =
      app.add_subcommand("worker", "Work on the jobs of a data folder, beside the workers that serve starts");
  const auto flags = std::make_shared<Flags>();
  worker::WorkerSettings& settings = flags->worker;
  command->add_option("--data", flags->data, "the data folder")->required();
  command->add_option("--id", settings.id, "this worker's name; default: host and process number");
  command->add_option("--lane", settings.lane, "cpu, or gpu: one device")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, jobs::Lane>{{"cpu", jobs::Lane::cpu}, {"gpu", jobs::Lane::gpu}}));
  command->add_option("--device", settings.device, "of the lane gpu: its number in doctor")
      ->check(CLI::Range(0, 63));
  command->add_flag("--lifeline", flags->lifeline, "descriptor 3 is a socket of the one who started this")
      ->group("");
  command->add_flag("--once", settings.once, "end after one job, or when there is none");
  command->add_option("--threads", settings.threads, "of an analysis");
  command->add_option("--lease", flags->lease, "[s]");
  command->add_option("--heartbeat", flags->heartbeat, "[s]");
  command->add_option("--job-time", settings.jobSeconds, "[s]");
  command->add_option("--job-memory", settings.memory, "[bytes]");
  command->add_option("--poll-time", settings.pollSeconds, "[s]");
  command->add_option("--drain-time", flags->drainSeconds, "[s]");
  command->add_option("--allow-address", flags->allow, "");
  command->add_option("--policy", settings.policy.policy, "");
  command->add_option("--attempts", flags->store.limits.attempts, "");
  command->add_option("--crashes", flags->store.limits.crashes, "");
  command->add_option("--losses", flags->store.limits.losses, "");
  command->add_option("--retry-after", flags->retryAfter, "[s]");
  command->add_option("--gpu-pause", flags->gpuPause, "[s]");
  command->callback([flags, exit] {
    flags->worker.lease = static_cast<jobs::Milliseconds>(1000 * flags->lease);
    flags->worker.heartbeat = static_cast<jobs::Milliseconds>(1000 * flags->heartbeat);
    flags->store.limits.retryAfter = static_cast<jobs::Milliseconds>(1000 * flags->retryAfter);
    flags->store.breaker.pause = static_cast<jobs::Milliseconds>(1000 * flags->gpuPause);
    *exit = run(*flags);
  });
}

}  // namespace gradevault::cli
