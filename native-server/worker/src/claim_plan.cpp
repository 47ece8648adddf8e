#include "claim_plan.hpp"

#include <algorithm>

namespace gradevault::worker {
namespace {

const jobs::Device* find(const std::vector<jobs::Device>& devices, const std::string& id) {
  const auto at = std::ranges::find(devices, id, &jobs::Device::id);
  return at == devices.end() ? nullptr : &*at;
}

routing::Tiers gpuOnly(const routing::Policy& policy, routing::Situation situation) {
  situation.gpuUsable = true;
  const routing::Tiers onCpu = policy.admitted(jobs::Lane::cpu, situation);
  routing::Tiers tiers = policy.admitted(jobs::Lane::gpu, situation);
  std::erase_if(tiers, [&](jobs::Tier tier) { return std::ranges::find(onCpu, tier) != onCpu.end(); });
  return tiers;
}

}  // namespace

std::string deviceId(int device) {
  return "cuda:" + std::to_string(device);
}

ClaimSituation claimSituation(const std::vector<SeenWorker>& workers,
                              const std::vector<jobs::Device>& devices, const routing::Policy& policy,
                              int waiting, jobs::Milliseconds now) {
  ClaimSituation known;
  known.situation.waiting = waiting;
  known.situation.now = now;
  known.gpuOnly = gpuOnly(policy, known.situation);
  known.gpuMissing = "no worker with a GPU is running";
  for (const SeenWorker& worker : workers) {
    if (worker.sign.lane != jobs::Lane::gpu || !worker.alive || worker.sign.state == "draining") continue;
    const jobs::Device* device = find(devices, deviceId(worker.sign.device));
    if (device == nullptr || device->outUntil <= now) {
      known.situation.gpuUsable = true;
      known.gpuMissing.clear();
      return known;
    }
    known.gpuMissing = "the GPU " + device->id + " is out of rotation after " +
                       std::to_string(device->faults) + " faults in a row: " + device->reason;
  }
  return known;
}

jobs::ClaimRequest claimRequest(const std::string& worker, jobs::Lane lane, const routing::Policy& policy,
                                const ClaimSituation& known, jobs::Milliseconds lease) {
  jobs::ClaimRequest request;
  request.worker = worker;
  request.lane = lane;
  request.tiers = policy.admitted(lane, known.situation);
  request.otherLane = lane == jobs::Lane::cpu && !known.situation.gpuUsable;
  request.lease = lease;
  return request;
}

EngineChoice engineChoice(const jobs::JobRequest& request, jobs::Lane lane, const ClaimSituation& known) {
  EngineChoice choice;
  choice.engine = request.engine;
  const bool open = request.engine == "auto" || request.engine == "cuda";
  if (!open) return choice;
  if (lane == jobs::Lane::gpu) {
    // By its name a GPU that is not there would be an error; the list's order prefers it just as well.
    choice.engine = "auto";
    return choice;
  }
  choice.engine = "cpu";
  choice.chosenBecause = "a worker of the CPU lane had it";
  const bool wished = request.engine == "cuda" || request.lane == jobs::Lane::gpu;
  const bool routed = !request.lane && !known.gpuMissing.empty() &&
                      std::ranges::find(known.gpuOnly, request.tier) != known.gpuOnly.end();
  if (!wished && !routed) return choice;
  EngineFallback& fallback = choice.fallbacks.emplace_back();
  fallback.from = "cuda";
  fallback.to = "cpu";
  fallback.reason = known.gpuMissing.empty() ? "no GPU was free to take it" : known.gpuMissing;
  return choice;
}

}  // namespace gradevault::worker
