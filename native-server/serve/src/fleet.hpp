#pragma once

#include <string>
#include <vector>

#include "gradevault/serve/supervisor.hpp"

namespace gradevault::serve {

/// How many workers of the CPU lane, with how many threads an analysis. One analysis uses several threads
/// well, but not all that a large machine has; so about four each, and eight workers at most.
struct FleetPlan {
  int cpuWorkers = 1;
  int threads = 1;
};
[[nodiscard]] FleetPlan fleetPlan(const SupervisorSettings& settings, int machineThreads);

/// The command line of one worker.
[[nodiscard]] std::vector<std::string> workerArguments(const SupervisorSettings& settings,
                                                       const std::string& id, jobs::Lane lane, int device,
                                                       int threads);

}  // namespace gradevault::serve
