#include "gradevault/worker/worker.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "attempt.hpp"
#include "claim_plan.hpp"
#include "gpu_breaker.hpp"
#include "gradevault/worker/worker_lock.hpp"
#include "runner_slot.hpp"

namespace gradevault::worker {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double storePatience = 30;  ///< s that a store may answer with errors

std::string defaultId() {
  std::array<char, 80> host{};
  (void)::gethostname(host.data(), host.size() - 1);
  std::string id = host.data();
  for (char& letter : id) {
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '-';
  }
  return (id.empty() ? "worker" : id) + '-' + std::to_string(::getpid());
}

/// The claim loop.
class Loop {
 public:
  Loop(const WorkerSettings& settings, const Services& services, std::string id,
       std::unique_ptr<routing::Policy> policy, WorkerLock& lock)
      : settings_(settings),
        services_(services),
        id_(std::move(id)),
        policy_(std::move(policy)),
        lock_(lock),
        runner_(settings),
        drain_(services) {
    if (settings.lane == jobs::Lane::gpu) breaker_.emplace(services.store.devices(), settings.device);
  }

  Status run() {
    if (Status ready = runner_.ensure(); !ready) return ready;
    lock_.tell("idle");
    auto answered = Clock::now();
    while (!drain_.begun()) {
      auto job = claim();
      if (!job.ok()) {
        services_.log({LogLine::Level::warning, "no claim: " + job.error().message, {}});
        const std::chrono::duration<double> silent = Clock::now() - answered;
        if (silent.count() > storePatience) return job.error();
      } else {
        answered = Clock::now();
      }
      if (!job.ok() || !job->has_value()) {
        if (settings_.once) return job.ok() ? Status() : job.error();
        rest();
        continue;
      }
      lock_.tell("working", (*job)->id);
      Attempt(settings_, services_, **job, known_, runner_, breaker_ ? &*breaker_ : nullptr, drain_, sharers_)
          .run();
      if (settings_.once) return {};
      if (drain_.begun()) break;
      // Before the next claim: a job that waits for a runner would wait in vain.
      if (Status ready = runner_.ensure(); !ready) return ready;
      lock_.tell("idle");
    }
    lock_.tell("draining");
    return {};
  }

 private:
  Result<std::optional<jobs::Job>> claim() {
    const jobs::Milliseconds now = services_.clock.now();
    if (breaker_) {
      const auto may = breaker_->mayUse(now);
      if (!may.ok()) return may.error();
      if (!*may) return std::optional<jobs::Job>();
    }
    const auto counts = services_.store.jobs().counts();
    if (!counts.ok()) return counts.error();
    const auto devices = services_.store.devices().list();
    if (!devices.ok()) return devices.error();
    const auto workers = workersOf(services_.data);
    known_ = claimSituation(workers, *devices, *policy_, counts->queued, now);
    sharers_ = settings_.lane == jobs::Lane::gpu ? 1 : std::max(1, livingCpuWorkers(workers));
    return services_.store.jobs().claim(claimRequest(id_, settings_.lane, *policy_, known_, settings_.lease));
  }

  static int livingCpuWorkers(const std::vector<SeenWorker>& workers) {
    return static_cast<int>(std::ranges::count_if(workers, [](const SeenWorker& worker) {
      return worker.alive && worker.sign.lane == jobs::Lane::cpu;
    }));
  }

  /// Until the next look into an empty queue; a worker that shall end does not wait.
  void rest() {
    constexpr auto slice = std::chrono::milliseconds(50);
    const auto until = Clock::now() + std::chrono::duration<double>(settings_.pollSeconds);
    while (Clock::now() < until && !drain_.begun()) std::this_thread::sleep_for(slice);
  }

  const WorkerSettings& settings_;
  const Services& services_;
  const std::string id_;
  std::unique_ptr<routing::Policy> policy_;
  WorkerLock& lock_;
  RunnerSlot runner_;
  Drain drain_;
  std::optional<GpuBreaker> breaker_;
  ClaimSituation known_;
  int sharers_ = 1;
};

}  // namespace

Status work(const WorkerSettings& settings, const Services& services) {
  auto policy = routing::makePolicy(settings.policy);
  if (!policy.ok()) return policy.error();
  Services own = services;
  if (!own.log) own.log = [](const LogLine&) {};
  WorkerSign sign;
  sign.id = settings.id.empty() ? defaultId() : settings.id;
  sign.lane = settings.lane;
  sign.device = settings.device;
  sign.process = ::getpid();
  sign.state = "starting";
  auto lock = WorkerLock::take(services.data, sign);
  if (!lock.ok()) return lock.error();
  return Loop(settings, own, sign.id, std::move(policy).value(), *lock).run();
}

}  // namespace gradevault::worker
