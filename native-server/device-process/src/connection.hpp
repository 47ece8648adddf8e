#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "envelope.hpp"
#include "gradevault/device_process/device_process.hpp"
#include "gradevault/process/channel.hpp"
#include "gradevault/process/child_process.hpp"
#include "gradevault/process/message.hpp"
#include "gradevault/trace.hpp"

namespace gradevault::device_process {

/// One question to the child.
struct Question {
  Call call = Call::start;
  std::string doing;    ///< for the error: "… hung while scanning frames 3 to 7 of this scanner"
  double deadline = 0;  ///< s
  const process::MessageWriter& payload;
  int descriptor = -1;     ///< to be handed over
  Trace* trace = nullptr;  ///< hears what the engine said to its own
};

/// The parent's end: a child, and one question at a time. Safe from several threads.
class Connection {
 public:
  /// Starts the child; it was not asked anything yet. `engine` is what errors call it.
  [[nodiscard]] static Result<std::shared_ptr<Connection>> open(const Launch& launch, std::string engine);
  /// Lets the child end by itself for a moment, else kills it.
  ~Connection();

  [[nodiscard]] const Launch& launch() const noexcept { return launch_; }
  /// Whether the child is there, as far as can be seen without asking it.
  [[nodiscard]] bool isWell();
  /// A number for a scanner, different each time.
  [[nodiscard]] std::uint32_t nextScanner() noexcept { return scanners_++; }

  /// The answer, to be read to its end; or the engine's error, or what became of the child. After an
  /// `internal` error the child is gone, and every later question has the same fate.
  [[nodiscard]] Result<process::MessageReader> ask(const Question& question);
  /// The answer to the last question was not what it should be: ends the child.
  [[nodiscard]] Error refuse(const std::string& doing);

 private:
  Connection(const Launch& launch, std::string engine, process::FileDescriptor socket,
             std::unique_ptr<process::ChildProcess> child);
  [[nodiscard]] Result<process::MessageReader> answered(const Question& question);
  [[nodiscard]] Error lost(const std::string& doing, process::Channel::Arrival arrival, double deadline);
  [[nodiscard]] Error ended(const std::string& what);

  Launch launch_;
  std::string engine_;
  std::mutex mutex_;
  process::Channel channel_;
  std::unique_ptr<process::ChildProcess> child_;
  std::uint32_t sequence_ = 0;
  std::atomic<std::uint32_t> scanners_ = 0;
  std::optional<Error> end_;  ///< why there is no child any more
};

}  // namespace gradevault::device_process
