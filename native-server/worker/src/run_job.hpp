#pragma once

#include "gradevault/executor.hpp"
#include "gradevault/progress.hpp"
#include "gradevault/worker/runner.hpp"
#include "runner_message.hpp"

namespace gradevault::worker {

/// Analyses the job's capture in this process, decoding in a sandboxed one, and leaves the result folder.
/// Never throws.
[[nodiscard]] RunnerEnd runJob(const RunnerJob& job, const RunnerProgram& program, Executor& executor,
                               Progress& progress);

}  // namespace gradevault::worker
