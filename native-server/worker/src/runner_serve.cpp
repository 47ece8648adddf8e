#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "gradevault/thread_pool.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/process/parent.hpp"
#include "gradevault/process/shared_memory.hpp"
#include "gradevault/worker/runner.hpp"
#include "run_job.hpp"
#include "runner_message.hpp"
#include "runner_progress.hpp"

namespace gradevault::worker {
namespace {

/// What a process is that may be ended at any moment.
void becomeARunner() {
  process::endWithParent("runner");
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // A full disk or quota shall be an error, not a signal.
  ::signal(SIGXFSZ, SIG_IGN);
  // Everybody may raise this; where /proc is not mounted the kernel chooses for itself.
  if (const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); file >= 0) {
    constexpr std::string_view first = "600";
    (void)!::write(file, first.data(), first.size());
    ::close(file);
  }
}

/// An end that the worker does not take in would be taken for a crash.
bool tellEnd(process::Channel& channel, const RunnerEnd& end) {
  const std::string text = toText(endMessage(end));
  constexpr int tries = 600;
  for (int i = 0; i < tries; ++i) {
    if (channel.send(std::as_bytes(std::span(text)))) return true;
    ::usleep(100'000);
  }
  return false;
}

/// The job that a message hands over; its text lies in shared memory, because a pre-check's report has no
/// bounds that a message would have.
Result<RunnerJob> jobOf(process::Channel::Message& message) {
  if (!message.descriptor.valid()) return Error{ErrorCode::internal, "the job's text did not come"};
  auto memory = process::SharedMemory::mapped(std::move(message.descriptor));
  if (!memory.ok()) return memory.error();
  const auto bytes = memory->bytes();
  return runnerJobFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

Status serveRunner(const RunnerProgram& program) {
  if (!process::hasParentSocket()) {
    return Error{ErrorCode::invalid_argument,
                 "this is started by gradevault worker and is no use by hand; see gradevault analyze"};
  }
  becomeARunner();
  process::Channel channel{process::FileDescriptor(process::parentSocket)};
  const std::string ready = toText({"ready", "{}"});
  if (!channel.send(std::as_bytes(std::span(ready)))) return {};
  std::unique_ptr<ThreadPool> pool;
  for (;;) {
    process::Channel::Message message;
    if (channel.receive(message, std::nullopt, true) != process::Channel::Arrival::message) return {};
    if (!message.descriptor.valid()) continue;  // "cancel" for a job that ended meanwhile
    RunnerEnd end;
    auto job = jobOf(message);
    if (job.ok()) {
      const int threads = job->threads > 0 ? job->threads : availableThreads();
      if (!pool || pool->concurrency() != threads) pool = std::make_unique<ThreadPool>(threads);
      RunnerProgress progress(channel, program.clock);
      end = runJob(*job, program, *pool, progress);
    } else {
      end.error = job.error();
    }
    if (!tellEnd(channel, end)) return {};
  }
}

}  // namespace gradevault::worker
