#pragma once

#include <functional>
#include <optional>

#include "gradevault/process/child_process.hpp"
#include "runner_process.hpp"

namespace gradevault::worker {

/// What may end a job from outside.
enum class Order {
  go_on,
  cancel,   ///< the client does not want it any more
  abandon,  ///< somebody else has the job, or this worker drains: nothing that comes is of use
};

/// How a runner's work on a job ended.
struct RunnerOutcome {
  enum class Kind {
    told,          ///< as `end` says
    stopped,       ///< by an Order
    died,          ///< the process ended, as `ending` says
    time_limit,    ///< killed here …
    memory_limit,  ///< … and here
    broken,        ///< it said nonsense, and was killed
  } kind = Kind::told;
  RunnerEnd end;
  process::ProcessEnding ending;
  bool alive = false;  ///< it may be given another job
  bool outOfMemory =
      false;  ///< died or its decoder was killed, and the kernel had ended something for want of memory
};

struct RunnerWatch {
  double seconds = 1800;
  std::int64_t memory = 0;                         ///< bytes; of the runner with its descendants
  std::function<void(const RunnerMessage&)> news;  ///< progress, check, golden_frame
  std::function<Order()> order;                    ///< asked several times a second
};

/// Waits until the runner's job is over. A runner that is not `alive` then has ended.
[[nodiscard]] RunnerOutcome watch(RunnerProcess& runner, const RunnerWatch& watch);

}  // namespace gradevault::worker
