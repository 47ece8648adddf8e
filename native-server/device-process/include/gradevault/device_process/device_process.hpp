#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/result.hpp"

namespace gradevault::device_process {

/// Which program carries the engine, and how long it may take to answer. Time during which this process
/// itself was stopped does not count.
struct Launch {
  std::string program = "/proc/self/exe";                              ///< a program that calls `serve`
  std::vector<std::string> arguments{"gradevault", "device-process"};  ///< its argv, from its name on
  /// s; until it has the engine, and for each scanner that is made: a context is created then, and a driver
  /// may compile.
  double startDeadline = 120;
  double callDeadline = 30;  ///< s; for each call of a scan (up to 64 frames) and for the defect maps
};

/// The engine called `engine` in a child process that ends with this object and its scanners, at the latest
/// with this process. It gives that engine's results and errors. A child that does not answer in time, ends,
/// or answers nonsense is killed, and that call and all later ones are an error that says what happened while
/// doing what; so is, after it was returned, an `internal` error of the engine, because a device's context
/// may stay broken. What goes on is the caller's choice: another engine, or a new one of these. Safe from
/// several threads; their calls take turns. `request` travels to the child. Errors: the engine's own when it
/// is made, or `internal`: the program cannot be started, or what is said above.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeEngine(std::string_view engine,
                                                         const EngineRequest& request, const Launch& launch);

/// Children that are used again: an engine of the same name and request gets the child of the one before,
/// with its context, as long as that child is well. Children end with the last engine and this object. Safe
/// from several threads.
class Processes {
 public:
  explicit Processes(Launch launch);
  ~Processes();
  Processes(const Processes&) = delete;
  Processes& operator=(const Processes&) = delete;

  /// As the function `makeEngine`. An engine that could not be made is not tried again: the error is the
  /// same, at once.
  [[nodiscard]] Result<std::unique_ptr<Engine>> makeEngine(std::string_view engine,
                                                           const EngineRequest& request);

 private:
  struct Kept;
  Launch launch_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Kept>> kept_;
};

/// What the devices of the engine called `engine` are, in words, asked in a child of its own. Errors as for
/// `makeEngine`.
[[nodiscard]] Result<std::vector<std::string>> listDevices(std::string_view engine, const Launch& launch);

}  // namespace gradevault::device_process
