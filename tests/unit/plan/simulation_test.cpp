#include <gtest/gtest.h>

#include "gradevault/plan/plan.hpp"

namespace gradevault::plan {
namespace {

Simulation simulation(const std::string& policy, double scansPerDay) {
  Simulation what;
  what.demand.scansPerDay = scansPerDay;
  what.policy.policy = policy;
  what.cpuSeconds = 30;
  what.gpuSeconds = 5;
  return what;
}

Simulated run(const Simulation& what, const Fleet& fleet) {
  const auto simulated = simulate(what, fleet);
  EXPECT_TRUE(simulated.ok());
  return *simulated;
}

TEST(Simulation, GivesTheSameForTheSame) {
  const Simulated one = run(simulation("union", 2000), {3, 1});
  const Simulated two = run(simulation("union", 2000), {3, 1});
  EXPECT_EQ(one.median, two.median);
  EXPECT_EQ(one.p95, two.p95);
  EXPECT_EQ(one.cpuBusy, two.cpuBusy);
}

TEST(Simulation, WithPlentyOfMachinesLatencyIsTheWorkItself) {
  const Simulated result = run(simulation("cpu", 5000), {1000, 0});
  EXPECT_NEAR(result.median, 30, 0.5);  // even between 15 and 45
  EXPECT_NEAR(result.p95, 43.5, 0.5);
  EXPECT_NEAR(result.cpuBusy, 5000 * 30.0, 0.03 * 5000 * 30);
  EXPECT_EQ(result.gpuBusy, 0);
}

/// One machine, arrivals at one rate: an M/G/1 queue, whose mean wait Pollaczek and Khinchine give. The work
/// is even between 0.5 and 1.5 of its mean, so its second moment is 13/12 of the square. Here the median and
/// the 95th percentile must lie around that mean.
TEST(Simulation, AQueueIsAsLongAsTheoryHasIt) {
  Simulation what = simulation("cpu", 1440);  // 50 % busy
  what.demand.peakShare = 14.0 / 24;          // the same rate all day
  const Simulated result = run(what, {1, 0});
  const double rho = 0.5;
  const double meanWait = rho * 30 * (13.0 / 12) / (2 * (1 - rho));  // 16.25 s
  EXPECT_NEAR(result.cpuBusy / 86'400, rho, 0.02);
  EXPECT_GT(result.p95, 30 + meanWait);
  EXPECT_LT(result.median, 30 + meanWait);
  EXPECT_LT(result.p95, 30 + 6 * meanWait);
}

TEST(Simulation, MoreWorkThanTheMachinesCanDoQueuesWithoutEnd) {
  EXPECT_GT(run(simulation("cpu", 20'000), {1, 0}).p95, 86'400);
}

TEST(Simulation, TierKeepsTheLanesApart) {
  const Simulated result = run(simulation("tier", 5000), {100, 100});
  EXPECT_NEAR(result.gpuBusy, 0.2 * 5000 * 5, 0.1 * 5000 * 5 * 0.2);
  EXPECT_NEAR(result.cpuBusy, 0.8 * 5000 * 30, 0.05 * 5000 * 30 * 0.8);
}

TEST(Simulation, ScheduleLetsTheGpuWorkInPeakHoursOnly) {
  const Simulated result = run(simulation("schedule", 5000), {100, 100});
  EXPECT_EQ(result.gpuHours, 14);
  EXPECT_EQ(result.cpuHours, 10);
  EXPECT_NEAR(result.gpuBusy, 0.8 * 5000 * 5, 0.05 * 5000 * 5);
}

TEST(Simulation, LoadCallsTheGpuOnlyWhenMoreThanTheThresholdWait) {
  EXPECT_EQ(run(simulation("load", 5000), {100, 10}).gpuBusy, 0);
  Simulation few = simulation("load", 5000);
  EXPECT_GT(run(few, {1, 10}).gpuBusy, 0);
  few.policy.loadThreshold = 1000;
  EXPECT_LT(run(few, {1, 10}).gpuBusy, run(simulation("load", 5000), {1, 10}).gpuBusy);
}

TEST(Simulation, WithoutAGpuTheCpuTakesAll) {
  const Simulated result = run(simulation("tier", 1000), {100, 0});
  EXPECT_EQ(result.cpuHours, 24);
  EXPECT_EQ(result.gpuBusy, 0);
  EXPECT_NEAR(result.cpuBusy, 1000 * 30.0, 0.05 * 1000 * 30);
}

TEST(Simulation, AWrongPolicyIsAnError) {
  EXPECT_FALSE(simulate(simulation("fast", 10), {1, 1}).ok());
}

}  // namespace
}  // namespace gradevault::plan
