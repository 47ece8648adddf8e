#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/api/services.hpp"
#include "gradevault/jobs/data_folder.hpp"
#include "gradevault/jobs/store.hpp"
#include "gradevault/result.hpp"
#include "gradevault/serve/engines_view.hpp"

namespace gradevault::serve {

struct SupervisorSettings {
  std::string program = "/proc/self/exe";
  std::vector<std::string> workerArguments{"gradevault", "worker"};  ///< id, lane, device and so on are added
  std::vector<std::string> enginesArguments{"gradevault", "engines", "--json"};
  std::vector<std::string> workerFlags;  ///< for every worker: "--data", …, whatever they shall know
  int cpuWorkers = 0;                    ///< 0: as many as suit the machine
  int threads = 0;                       ///< of a CPU worker's analyses; 0: the machine's, shared out
  std::optional<int> gpuWorkers;         ///< absent: one for each GPU that the engines command finds
  double enginesEverySeconds = 60;       ///< between two looks at engines and devices
  double enginesDeadline = 120;          ///< for one look
  double firstBackOff = 0.25;            ///< s before a worker that ended is started again; doubles up to …
  double longestBackOff = 30;            ///< … this, and starts anew after it lived for …
  double steadySeconds = 5;              ///< … so long
  double stoppedSeconds = 5;             ///< s that a worker may be stopped (SIGSTOP) before it is killed
  double silentSeconds = 60;             ///< s that it may go on with a job whose lease ran out; the lease
  /// Hears how workers end; or empty. From a thread of the supervisor's.
  std::function<void(const std::string& worker, const std::string& words)> tell;
};

/// A worker as its lock file and the system tell.
struct WorkerView {
  std::string id;
  jobs::Lane lane = jobs::Lane::cpu;
  int device = 0;  ///< of the GPU lane
  pid_t process = 0;
  bool ours = false;   ///< started by this supervisor; else by hand against the same data folder
  bool alive = false;  ///< holds its lock, and is neither stopped nor a zombie
  std::string state;   ///< starting, idle, working, draining
  std::string job;     ///< when working
};

/// Starts the worker processes, starts them again when they end, and ends them with the server. Touches no
/// media and no GPU: what there is of engines a child process says. All calls are safe from several threads
/// and answer from memory or from a look at the workers' locks; none waits for a worker, but for `stop`.
class Supervisor {
 public:
  /// `data` and `store` must outlive it.
  Supervisor(SupervisorSettings settings, const jobs::DataFolder& data, jobs::Store& store);
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  ~Supervisor();

  /// Returns at once; workers come up in the background. Errors: internal when no process can be started.
  [[nodiscard]] Status start();
  /// Tells the workers to drain, waits so long at most, then kills what is left. False: something was killed.
  bool stop(double seconds);

  /// Whether some worker can work now: true within 2 s of the first being up, false within 2 s of the last
  /// one's end, stop, or hang before its first sign of life.
  [[nodiscard]] api::Readiness ready() const;
  [[nodiscard]] std::vector<WorkerView> workers() const;
  /// Of the last look, with the breaker's state of now; `asked` 0 before the first one has ended.
  [[nodiscard]] EnginesView engines() const;
  /// Of ours, since `start`.
  [[nodiscard]] int restarts() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace gradevault::serve
