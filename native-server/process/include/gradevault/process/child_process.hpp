#pragma once

#include <sys/types.h>

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::process {

/// How a process ended: by a signal, else with an exit status.
struct ProcessEnding {
  int signal = 0;  ///< 0: it ended by itself
  int exitStatus = 0;
  bool operator==(const ProcessEnding&) const = default;
};

/// A program that was started by exec and is ended with its owner. It has descriptors 0 to 3 only: nothing on
/// stdin and stdout, this process's stderr, and a socket. Ctrl-C at the terminal and SIGTERM are this
/// process's to decide about: the child has them blocked.
class ChildProcess {
 public:
  /// The child has descriptor 3 when it starts. Errors: the program cannot be started.
  [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(const std::string& program,
                                                                   const std::vector<std::string>& arguments,
                                                                   int socket);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  [[nodiscard]] pid_t id() const noexcept { return id_; }
  /// Whether it has ended, and how, as far as the system tells (an owner that ignores SIGCHLD learns nothing:
  /// exit status 0). Looks, and does not wait.
  [[nodiscard]] std::optional<ProcessEnding> ended();
  /// Sends a signal; nothing once it has ended.
  void signal(int number);

  /// Waits `patience` seconds for it to end by itself, then kills it. Says how it ended, as in "it " + …; the
  /// same again when called again.
  [[nodiscard]] const std::string& end(double patience);
  /// Whether `end` had to kill it.
  [[nodiscard]] bool killed() const noexcept { return killed_; }

 private:
  ChildProcess() = default;
  [[nodiscard]] bool reaped(double seconds);

  pid_t id_ = 0;
  bool gone_ = false;
  std::optional<int> status_;  ///< absent where the system reaped it for us
  bool killed_ = false;        ///< by `end`
  std::string ending_;
  std::promise<void> release_;
  std::thread keeper_;
};

}  // namespace gradevault::process
