#include "machinery.hpp"

namespace gradevault::serve {

api::Machinery machineryOf(const Supervisor& supervisor) {
  const EnginesView view = supervisor.engines();
  api::Machinery machinery{.asked = view.asked,
                           .problem = view.problem,
                           .version = view.version,
                           .threads = view.threads,
                           .engines = view.engines,
                           .devices = {},
                           .workers = {}};
  for (const GpuView& gpu : view.gpus)
    machinery.devices.push_back({.id = gpu.id,
                                 .name = gpu.name,
                                 .memory = gpu.memory,
                                 .computeCapability = gpu.computeCapability,
                                 .healthy = gpu.healthy,
                                 .reason = gpu.reason,
                                 .faults = gpu.faults,
                                 .outUntil = gpu.outUntil});
  for (const WorkerView& worker : supervisor.workers())
    machinery.workers.push_back({.id = worker.id,
                                 .lane = std::string(jobs::name(worker.lane)),
                                 .alive = worker.alive,
                                 .state = worker.state});
  return machinery;
}

}  // namespace gradevault::serve
