#pragma once

#include <string>
#include <vector>

#include "gradevault/jobs/device_table.hpp"
#include "gradevault/jobs/job_table.hpp"
#include "gradevault/report.hpp"
#include "gradevault/routing/policy.hpp"
#include "gradevault/worker/worker_lock.hpp"

namespace gradevault::worker {

/// What a worker knows when it looks for a job.
struct ClaimSituation {
  routing::Situation situation;
  std::string gpuMissing;  ///< without a usable GPU: why, for the report
  routing::Tiers gpuOnly;  ///< whose jobs the policy leaves to the GPU lane alone while there is a usable one
};

/// A GPU is usable when a worker of its lane lives, and its device is in rotation or due for a trial.
[[nodiscard]] ClaimSituation claimSituation(const std::vector<SeenWorker>& workers,
                                            const std::vector<jobs::Device>& devices,
                                            const routing::Policy& policy, int waiting,
                                            jobs::Milliseconds now);

/// "cuda:0"
[[nodiscard]] std::string deviceId(int device);

/// What the policy lets a worker of `lane` claim.
[[nodiscard]] jobs::ClaimRequest claimRequest(const std::string& worker, jobs::Lane lane,
                                              const routing::Policy& policy, const ClaimSituation& known,
                                              jobs::Milliseconds lease);

/// With what a lane works on a job. One that the GPU was asked for, or that the policy would have given to
/// it, says so when the CPU lane has it.
struct EngineChoice {
  std::string engine;         ///< for the analysis
  std::string chosenBecause;  ///< where the lane decided; or empty
  std::vector<EngineFallback> fallbacks;
};
[[nodiscard]] EngineChoice engineChoice(const jobs::JobRequest& request, jobs::Lane lane,
                                        const ClaimSituation& known);

}  // namespace gradevault::worker
