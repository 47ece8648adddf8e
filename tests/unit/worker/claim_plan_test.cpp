#include "claim_plan.hpp"

#include <gtest/gtest.h>

namespace gradevault::worker {
namespace {

using jobs::Lane;
using jobs::Tier;

SeenWorker gpuWorker(bool alive = true, int device = 0, const std::string& state = "idle") {
  SeenWorker worker;
  worker.sign.lane = Lane::gpu;
  worker.sign.device = device;
  worker.sign.state = state;
  worker.alive = alive;
  return worker;
}

jobs::Device device(const std::string& id, jobs::Milliseconds outUntil) {
  jobs::Device device;
  device.id = id;
  device.faults = outUntil == 0 ? 0 : 2;
  device.reason = "it fell off the bus";
  device.outUntil = outUntil;
  return device;
}

constexpr jobs::Milliseconds now = 1'000'000;

ClaimSituation claimSituation(const std::vector<SeenWorker>& workers,
                              const std::vector<jobs::Device>& devices, int waiting, jobs::Milliseconds at,
                              const std::string& policy = "tier") {
  const auto made = routing::makePolicy({.policy = policy});
  return worker::claimSituation(workers, devices, **made, waiting, at);
}

ClaimSituation without(const std::string& gpu) {
  ClaimSituation known;
  known.gpuMissing = gpu;
  return known;
}

TEST(ClaimSituation, AGpuIsUsableWhenItsWorkerLivesAndItIsInRotation) {
  EXPECT_TRUE(claimSituation({gpuWorker()}, {}, 0, now).situation.gpuUsable);
  EXPECT_TRUE(claimSituation({gpuWorker()}, {device("cuda:0", 0)}, 0, now).situation.gpuUsable);
  EXPECT_TRUE(claimSituation({gpuWorker()}, {device("cuda:0", now)}, 0, now).situation.gpuUsable)
      << "a trial is due";
}

TEST(ClaimSituation, ElseItSaysWhyNot) {
  const auto missing = [](const std::vector<SeenWorker>& workers, const std::vector<jobs::Device>& devices) {
    const ClaimSituation known = claimSituation(workers, devices, 3, now);
    EXPECT_FALSE(known.situation.gpuUsable);
    EXPECT_EQ(known.situation.waiting, 3);
    return known.gpuMissing;
  };
  EXPECT_EQ(missing({}, {}), "no worker with a GPU is running");
  EXPECT_EQ(missing({gpuWorker(false)}, {}), "no worker with a GPU is running");
  EXPECT_EQ(missing({gpuWorker(true, 0, "draining")}, {}), "no worker with a GPU is running");
  EXPECT_EQ(missing({gpuWorker()}, {device("cuda:0", now + 1)}),
            "the GPU cuda:0 is out of rotation after 2 faults in a row: it fell off the bus");
}

TEST(ClaimSituation, OneUsableGpuOfSeveralIsEnough) {
  const auto known = claimSituation({gpuWorker(), gpuWorker(true, 1)},
                                    {device("cuda:0", now + 1), device("cuda:1", 0)}, 0, now);
  EXPECT_TRUE(known.situation.gpuUsable);
  EXPECT_EQ(known.gpuMissing, "");
}

TEST(ClaimRequest, AsksForTheTiersThatThePolicyAdmits) {
  const auto policy = routing::makePolicy({.policy = "tier"});
  ASSERT_TRUE(policy.ok());
  ClaimSituation known;
  known.situation.gpuUsable = true;
  const auto gpu = claimRequest("w", Lane::gpu, **policy, known, 5000);
  EXPECT_EQ(gpu.worker, "w");
  EXPECT_EQ(gpu.lease, 5000);
  EXPECT_EQ(gpu.tiers, (std::vector{Tier::premium, Tier::pro}));
  EXPECT_FALSE(gpu.otherLane);
  const auto cpu = claimRequest("w", Lane::cpu, **policy, known, 5000);
  EXPECT_EQ(cpu.tiers, (std::vector{Tier::standard, Tier::batch}));
  EXPECT_FALSE(cpu.otherLane);
}

TEST(ClaimRequest, WithoutAUsableGpuTheCpuLaneTakesWhatWasMeantForIt) {
  const auto policy = routing::makePolicy({.policy = "gpu"});
  ASSERT_TRUE(policy.ok());
  const auto cpu = claimRequest("w", Lane::cpu, **policy, {}, 5000);
  EXPECT_EQ(cpu.tiers.size(), 4U);
  EXPECT_TRUE(cpu.otherLane);
}

TEST(EngineChoice, TheCpuLaneNeverTouchesAGpu) {
  jobs::JobRequest request;
  EXPECT_EQ(engineChoice(request, Lane::cpu, without("")).engine, "cpu");
  EXPECT_TRUE(engineChoice(request, Lane::cpu, without("")).fallbacks.empty());
  request.engine = "cuda";
  const EngineChoice choice = engineChoice(request, Lane::cpu, without("no worker with a GPU is running"));
  EXPECT_EQ(choice.engine, "cpu");
  ASSERT_EQ(choice.fallbacks.size(), 1U);
  EXPECT_EQ(choice.fallbacks[0].from, "cuda");
  EXPECT_EQ(choice.fallbacks[0].to, "cpu");
  EXPECT_EQ(choice.fallbacks[0].reason, "no worker with a GPU is running");
}

TEST(EngineChoice, AJobForTheGpuLaneThatTheCpuLaneDoesSaysSo) {
  jobs::JobRequest request;
  request.lane = Lane::gpu;
  EXPECT_EQ(engineChoice(request, Lane::cpu, without("why")).fallbacks.size(), 1U);
}

TEST(EngineChoice, AJobThatThePolicyWouldHaveGivenToTheGpuSaysSo) {
  jobs::JobRequest request;
  const auto reason = [&](const std::string& policy) {
    const auto choice = engineChoice(request, Lane::cpu, claimSituation({}, {}, 0, now, policy));
    EXPECT_EQ(choice.engine, "cpu");
    return choice.fallbacks.empty() ? "" : choice.fallbacks[0].reason;
  };
  EXPECT_EQ(reason("tier"), "") << "standard is the CPU's anyway";
  EXPECT_EQ(reason("gpu"), "no worker with a GPU is running");
  request.tier = Tier::premium;
  EXPECT_EQ(reason("tier"), "no worker with a GPU is running");
  EXPECT_EQ(reason("cpu"), "");
  EXPECT_EQ(reason("load"), "") << "either lane may have it";
  request.lane = Lane::cpu;
  EXPECT_EQ(reason("tier"), "") << "the CPU was asked for";
  request.lane.reset();
  request.engine = "cpu";
  EXPECT_EQ(reason("tier"), "") << "by its name too";
}

TEST(EngineChoice, TheGpuLanePrefersTheGpuAndWhatWasAskedForByNameIsTaken) {
  jobs::JobRequest request;
  request.engine = "cuda";
  EXPECT_EQ(engineChoice(request, Lane::gpu, without("")).engine, "auto");
  request.engine = "reference";
  EXPECT_EQ(engineChoice(request, Lane::gpu, without("")).engine, "reference");
  EXPECT_EQ(engineChoice(request, Lane::cpu, without("")).engine, "reference");
}

}  // namespace
}  // namespace gradevault::worker
