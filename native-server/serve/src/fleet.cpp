#include "fleet.hpp"

#include <algorithm>

namespace gradevault::serve {

FleetPlan fleetPlan(const SupervisorSettings& settings, int machineThreads) {
  constexpr int threadsAWorker = 4;
  constexpr int most = 8;
  const int machine = std::max(1, machineThreads);
  FleetPlan plan;
  plan.cpuWorkers =
      settings.cpuWorkers > 0 ? settings.cpuWorkers : std::clamp(machine / threadsAWorker, 1, most);
  plan.threads = settings.threads > 0 ? settings.threads : std::max(1, machine / plan.cpuWorkers);
  return plan;
}

std::vector<std::string> workerArguments(const SupervisorSettings& settings, const std::string& id,
                                         jobs::Lane lane, int device, int threads) {
  std::vector<std::string> words = settings.workerArguments;
  words.insert(words.end(), settings.workerFlags.begin(), settings.workerFlags.end());
  words.insert(words.end(), {"--lifeline", "--id", id, "--lane", std::string(name(lane))});
  const auto saysThreads = [](const std::string& word) { return word.starts_with("--threads"); };
  if (std::ranges::none_of(settings.workerFlags, saysThreads)) {
    words.insert(words.end(), {"--threads", std::to_string(threads)});
  }
  if (lane == jobs::Lane::gpu) words.insert(words.end(), {"--device", std::to_string(device)});
  return words;
}

}  // namespace gradevault::serve
