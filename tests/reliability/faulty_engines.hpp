#pragma once

#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/worker/runner_job.hpp"

namespace gradevault::testing {

/// An engine list that goes wrong as the job's scanId says: `cuda`, which is the cpu engine in a process of
/// its own, and `cpu`.
///
/// | scanId | what happens |
/// |---|---|
/// | runner:segfault, runner:abort, runner:exit | the runner ends when it makes a scanner |
/// | runner:kill | it is killed, as if from outside |
/// | runner:hang | it never comes back |
/// | runner:memory | it takes memory until somebody stops it |
/// | runner:disk | profile precise: every file that it writes from the defect maps on may have 4 KiB |
/// | runner:slow:MS | each scan call takes MS ms longer |
/// | gpu:STAGE:KIND[:FRAME] | the process of `cuda` does what tests/unit/device_process/faulty_engine.hpp
/// says | | anything else | nothing |
[[nodiscard]] std::vector<EngineEntry> faultyEngines(const worker::RunnerJob& job);

}  // namespace gradevault::testing
