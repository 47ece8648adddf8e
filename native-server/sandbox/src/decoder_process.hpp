#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "gradevault/process/channel.hpp"
#include "gradevault/process/child_process.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"
#include "wire.hpp"

namespace gradevault::sandbox {

using process::MessageReader;
using process::MessageWriter;

/// The parent's end of a decoder process, and the judge of how it ended. After an end every call gives the
/// same error. One thread at a time.
class DecoderProcess {
 public:
  /// `capture` is what errors call it. Errors: internal, when the program cannot be started.
  [[nodiscard]] static Result<std::unique_ptr<DecoderProcess>> start(std::string capture,
                                                                     const SandboxSettings& settings,
                                                                     std::function<void(Ending)> onEnding);
  /// Kills it: it holds nothing that anybody would miss.
  ~DecoderProcess();
  DecoderProcess(const DecoderProcess&) = delete;
  DecoderProcess& operator=(const DecoderProcess&) = delete;

  struct Answer {
    Word word = Word::ended;
    MessageReader message;  ///< what follows the word
  };
  /// Whether it is still there to take it in shows when it is heard next.
  void tell(const MessageWriter& message, int descriptor = -1);
  /// The next message, if it comes in time. `doing` is for errors.
  [[nodiscard]] Result<Answer> hear(const std::string& doing);
  /// What it said cannot be: ends it.
  [[nodiscard]] Error nonsense(const std::string& doing);

 private:
  DecoderProcess(std::string capture, const SandboxSettings& settings, std::function<void(Ending)> onEnding,
                 process::FileDescriptor socket, std::unique_ptr<process::ChildProcess> child);
  [[nodiscard]] Error left(const std::string& doing);
  [[nodiscard]] Error lost(Ending ending, const std::string& what, const std::string& doing);

  std::string capture_;
  SandboxSettings settings_;
  std::function<void(Ending)> onEnding_;
  process::Channel channel_;
  std::unique_ptr<process::ChildProcess> child_;
  std::optional<Error> end_;
};

}  // namespace gradevault::sandbox
