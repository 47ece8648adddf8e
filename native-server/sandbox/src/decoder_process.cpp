#include "decoder_process.hpp"

#include <csignal>
#include <cstdio>
#include <utility>

#include "decoder_server.hpp"

namespace gradevault::sandbox {
namespace {

constexpr double patience = 2;  ///< s that a process which closed its end gets to be gone

std::string secondsText(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%g s", seconds);
  return text;
}

/// Of a process that ended without having been let go.
Ending endingOf(const process::ProcessEnding& ended) {
  switch (ended.signal) {
    case SIGSYS:
      return Ending::sandbox;
    case SIGXCPU:
      return Ending::time;
    case SIGKILL:
    case SIGTERM:
    case SIGINT:
    case SIGHUP:
      return Ending::killed;
    default:
      return ended.signal == 0 && ended.exitStatus == outOfMemoryStatus ? Ending::memory : Ending::signal;
  }
}

std::string explanation(Ending ending) {
  switch (ending) {
    case Ending::sandbox:
      return "; it called for what its sandbox forbids, so the capture may be hostile";
    case Ending::killed:
      return ", from outside; is the machine's memory out?";
    case Ending::signal:
      return "; the capture is damaged in a way that the decoder does not bear, or hostile";
    case Ending::memory:
    case Ending::time:
      break;
  }
  return "";
}

}  // namespace

Result<std::unique_ptr<DecoderProcess>> DecoderProcess::start(std::string capture,
                                                              const SandboxSettings& settings,
                                                              std::function<void(Ending)> onEnding) {
  auto sockets = process::Channel::makeSockets();
  if (!sockets) return sockets.error();
  auto child = process::ChildProcess::start(settings.program, settings.arguments, sockets->second.number());
  if (!child) return child.error();
  return std::unique_ptr<DecoderProcess>(new DecoderProcess(std::move(capture), settings, std::move(onEnding),
                                                            std::move(sockets->first), std::move(*child)));
}

DecoderProcess::DecoderProcess(std::string capture, const SandboxSettings& settings,
                               std::function<void(Ending)> onEnding, process::FileDescriptor socket,
                               std::unique_ptr<process::ChildProcess> child)
    : capture_(std::move(capture)),
      settings_(settings),
      onEnding_(std::move(onEnding)),
      channel_(std::move(socket)),
      child_(std::move(child)) {}

DecoderProcess::~DecoderProcess() {
  (void)child_->end(0);
}

void DecoderProcess::tell(const MessageWriter& message, int descriptor) {
  if (!end_) (void)channel_.send(message.bytes(), descriptor);
}

Result<DecoderProcess::Answer> DecoderProcess::hear(const std::string& doing) {
  if (end_) return *end_;
  process::Channel::Message message;
  switch (channel_.receive(message, settings_.callDeadline, false)) {
    case process::Channel::Arrival::message:
      break;
    case process::Channel::Arrival::ended:
      return left(doing);
    case process::Channel::Arrival::timedOut:
      return lost(Ending::time, "gave no answer within " + secondsText(settings_.callDeadline), doing);
    case process::Channel::Arrival::unreadable:
      return nonsense(doing);
  }
  MessageReader reader(std::move(message.bytes));
  const std::optional<Word> word = takeWord(reader);
  if (!word) return nonsense(doing);
  if (word == Word::outOfMemory) {
    return lost(Ending::memory,
                "needed more than its limit of " + std::to_string(settings_.memory >> 20) + " MiB of memory",
                doing);
  }
  return Answer{*word, std::move(reader)};
}

Error DecoderProcess::nonsense(const std::string& doing) {
  if (end_) return *end_;
  return lost(Ending::signal, "gave an answer that makes no sense", doing);
}

Error DecoderProcess::left(const std::string& doing) {
  const std::string words = child_->end(patience);
  const auto ended = child_->ended();
  if (child_->killed() || !ended) return lost(Ending::signal, "closed its end and stayed", doing);
  const Ending ending = endingOf(*ended);
  if (ending == Ending::memory) return lost(ending, "was out of memory", doing);
  if (ending == Ending::time) {
    return lost(ending, "used up its " + secondsText(settings_.cpuSeconds) + " of processor time", doing);
  }
  return lost(ending, words, doing);
}

Error DecoderProcess::lost(Ending ending, const std::string& what, const std::string& doing) {
  channel_.close();
  (void)child_->end(0);
  end_ = Error{ErrorCode::internal,
               "decoder process: " + what + " while " + doing + " " + capture_ + explanation(ending)};
  if (onEnding_) onEnding_(ending);
  return *end_;
}

}  // namespace gradevault::sandbox
