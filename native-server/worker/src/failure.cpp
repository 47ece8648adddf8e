#include "failure.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <string_view>

namespace gradevault::worker {
namespace {

using jobs::Failure;

AttemptFailure crashed(std::string log) {
  return {
      Failure::crash,
      {"crashed", "The analysis of this capture broke off. If it does so again, record the capture again."},
      std::move(log)};
}

AttemptFailure tooMuchMemory(std::string log) {
  return {Failure::crash,
          {"memory_limit",
           "The analysis of this capture needed more memory than it may have. Record it with fewer pixels."},
          std::move(log)};
}

AttemptFailure tooSlow(std::string log) {
  return {Failure::crash,
          {"time_limit",
           "The analysis of this capture took longer than it may. Record a shorter one, or one with fewer "
           "pixels."},
          std::move(log)};
}

AttemptFailure lost(std::string log) {
  return {Failure::lost, {"interrupted", "The analysis was interrupted; it starts again."}, std::move(log)};
}

/// Signals that come from people and from systems that shut down, not from what a process did.
bool comesFromOutside(int signal) {
  constexpr std::array outside{SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
  return std::ranges::find(outside, signal) != outside.end();
}

AttemptFailure ofProcess(const RunnerOutcome& outcome) {
  const process::ProcessEnding& ending = outcome.ending;
  if (ending.signal == 0) {
    return crashed("the runner ended with exit status " + std::to_string(ending.exitStatus));
  }
  const std::string log = "the runner was ended by signal " + std::to_string(ending.signal);
  if (ending.signal == SIGKILL && outcome.outOfMemory) {
    return tooMuchMemory(log + " while the machine had no memory left");
  }
  return comesFromOutside(ending.signal) ? lost(log) : crashed(log);
}

/// `message` is "path: what", as the reader's errors are; what stays must hold no path of this machine.
std::string withoutPath(const std::string& message, const std::filesystem::path& capture) {
  const std::string start = capture.string() + ": ";
  if (!message.starts_with(start)) return {};
  std::string rest = message.substr(start.size());
  return rest.find(capture.parent_path().string()) == std::string::npos ? rest : std::string();
}

/// The reader's words mostly go on from the file's name.
bool goesOnFromASubject(const std::string& what) {
  constexpr std::array<std::string_view, 8> verbs{"is ",   "has ",   "lasts ", "cannot ",
                                                  "ends ", "holds ", "was ",   "changes "};
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return what.starts_with(verb); });
}

AttemptFailure unreadable(const Error& error, const std::filesystem::path& capture) {
  const std::string what = withoutPath(error.message, capture);
  std::string detail = "This capture cannot be read; record it again.";
  if (!what.empty())
    detail = (goesOnFromASubject(what) ? "The capture " : "The capture cannot be used: ") + what + '.';
  return {Failure::rejected, {"unreadable_capture", detail}, error.message};
}

AttemptFailure ofError(const Error& error, const std::filesystem::path& capture) {
  switch (error.code) {
    case ErrorCode::unreadable_input:
      return unreadable(error, capture);
    case ErrorCode::invalid_argument:
      return {
          Failure::rejected,
          {"invalid_request", "This server cannot do what was asked: its engine or its options do not fit."},
          error.message};
    case ErrorCode::unsupported:
      return {Failure::rejected,
              {"unsupported", "This server has not got what this capture or the wished engine needs."},
              error.message};
    case ErrorCode::write_failed:
    case ErrorCode::cancelled:
    case ErrorCode::internal:
      break;
  }
  return failureOf(error);
}

AttemptFailure ofDecoder(const RunnerOutcome& outcome) {
  const std::string& ended = outcome.end.ended;
  const std::string log = outcome.end.error->message + " (" + ended + ")";
  if (ended == "memory" || (ended == "killed" && outcome.outOfMemory)) return tooMuchMemory(log);
  if (ended == "time") return tooSlow(log);
  return ended == "killed" ? lost(log) : crashed(log);
}

}  // namespace

std::optional<AttemptFailure> failureOf(const RunnerOutcome& outcome, const std::filesystem::path& capture) {
  using Kind = RunnerOutcome::Kind;
  switch (outcome.kind) {
    case Kind::told:
    case Kind::stopped:
      break;
    case Kind::died:
      return ofProcess(outcome);
    case Kind::time_limit:
      return tooSlow("killed at the limit of its time");
    case Kind::memory_limit:
      return tooMuchMemory("killed at the limit of its memory");
    case Kind::broken:
      return crashed("the runner said what no runner says");
  }
  if (!outcome.end.error) return std::nullopt;
  if (!outcome.end.ended.empty()) return ofDecoder(outcome);
  return ofError(*outcome.end.error, capture);
}

AttemptFailure failureOf(const outgoing::Refusal& refusal) {
  const std::string& code = refusal.code;
  const std::string log = "the capture was not fetched: " + code + ": " + refusal.message;
  if (code == "write_failed") return failureOf(Error{ErrorCode::write_failed, log});
  if (code == "address_refused" || code == "url_invalid" || code == "too_many_redirects") {
    return {Failure::rejected,
            {"fetch_refused", "The capture's address may not be fetched from here (" + code +
                                  "). Give a public http or https address."},
            log};
  }
  if (code == "too_large") {
    return {Failure::rejected,
            {"capture_too_large", "The capture at the given address is larger than this server takes."},
            log};
  }
  return {refusal.retryable ? Failure::error : Failure::rejected,
          {"fetch_failed", "The capture could not be fetched (" + code +
                               "). See that its address answers, and send it again."},
          log};
}

AttemptFailure failureOf(const Error& error) {
  if (error.code == ErrorCode::write_failed) {
    return {Failure::error, {"storage_failed", "The server could not store the results."}, error.message};
  }
  return {Failure::error, {"internal", "Something went wrong in the server."}, error.message};
}

}  // namespace gradevault::worker
