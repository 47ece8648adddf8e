#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/clock.hpp"
#include "gradevault/engine.hpp"
#include "gradevault/result.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"
#include "gradevault/worker/runner_job.hpp"

/// The process that does a job's work: engines, decoding, everything that hostile media or a GPU may break.
namespace gradevault::worker {

/// What the program that calls `serveRunner` is made of.
struct RunnerProgram {
  /// The engines for a job, in order of preference. Called for each job; what shall live longer is the
  /// function's to keep.
  std::function<std::vector<EngineEntry>(const RunnerJob&)> engines;
  /// What decodes; its limits come from the job. Absent: this process decodes.
  std::optional<sandbox::SandboxSettings> decoder;
  const Clock& clock;
};

/// Takes jobs on descriptor 3, one at a time, until the other side ends. Ends with the thread that started it
/// (SIGKILL), leaves no core file, and offers itself to the kernel first when memory runs out. Errors:
/// invalid_argument when it was started by hand.
[[nodiscard]] Status serveRunner(const RunnerProgram& program);

}  // namespace gradevault::worker
