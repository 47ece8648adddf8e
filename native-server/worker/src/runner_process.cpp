#include "runner_process.hpp"

#include <algorithm>
#include <csignal>
#include <span>
#include <utility>

#include "gradevault/process/shared_memory.hpp"

namespace gradevault::worker {

Result<std::unique_ptr<RunnerProcess>> RunnerProcess::start(const std::string& program,
                                                            const std::vector<std::string>& arguments,
                                                            double readySeconds) {
  auto sockets = process::Channel::makeSockets();
  if (!sockets.ok()) return sockets.error();
  auto& [mine, its] = *sockets;
  auto child = process::ChildProcess::start(program, arguments, its.number());
  if (!child.ok()) return child.error();
  its = process::FileDescriptor();
  std::unique_ptr<RunnerProcess> runner(new RunnerProcess(std::move(mine), std::move(child).value()));
  RunnerMessage first;
  if (runner->next(first, readySeconds) != Arrival::message || first.type != "ready") {
    return Error{ErrorCode::internal,
                 "the runner process did not start: it " + runner->child_->end(0) + "; see its words above"};
  }
  return runner;
}

Status RunnerProcess::give(const RunnerJob& job) {
  const auto text = toJson(job);
  if (!text.ok()) return text.error();
  auto memory = process::SharedMemory::make(text->size());
  if (!memory.ok()) return memory.error();
  std::ranges::copy(*text, memory->bytes().begin());
  const std::string word = "job";
  if (!channel_.send(std::as_bytes(std::span(word)), memory->descriptor())) {
    return Error{ErrorCode::internal, "the runner process takes no job"};
  }
  ++jobs_;
  return {};
}

void RunnerProcess::cancel() {
  const std::string word = "cancel";
  (void)channel_.send(std::as_bytes(std::span(word)));
}

RunnerProcess::Arrival RunnerProcess::next(RunnerMessage& message, double seconds) {
  process::Channel::Message raw;
  switch (channel_.receive(raw, seconds, false)) {
    case process::Channel::Arrival::timedOut:
      return Arrival::nothing;
    case process::Channel::Arrival::ended:
      return Arrival::ended;
    case process::Channel::Arrival::unreadable:
      return Arrival::broken;
    case process::Channel::Arrival::message:
      break;
  }
  auto read = runnerMessage(raw.bytes);
  if (!read) return Arrival::broken;
  message = std::move(*read);
  return Arrival::message;
}

process::ProcessEnding RunnerProcess::end(double patience) {
  (void)child_->end(patience);
  return child_->ended().value_or(process::ProcessEnding{.signal = SIGKILL});
}

}  // namespace gradevault::worker
