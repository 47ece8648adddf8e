#include "fleet.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gradevault::serve {
namespace {

TEST(Fleet, SharesTheMachineOut) {
  const auto plan = [](int machine) { return fleetPlan({}, machine); };
  EXPECT_EQ(plan(1).cpuWorkers, 1);
  EXPECT_EQ(plan(1).threads, 1);
  EXPECT_EQ(plan(2).cpuWorkers, 1);
  EXPECT_EQ(plan(2).threads, 2);
  EXPECT_EQ(plan(16).cpuWorkers, 4);
  EXPECT_EQ(plan(16).threads, 4);
  EXPECT_EQ(plan(64).cpuWorkers, 8);
  EXPECT_EQ(plan(64).threads, 8);
  EXPECT_EQ(plan(0).cpuWorkers, 1) << "a machine that does not say";
}

TEST(Fleet, AnOperatorDecides) {
  SupervisorSettings settings;
  settings.cpuWorkers = 3;
  settings.threads = 5;
  EXPECT_EQ(fleetPlan(settings, 16).cpuWorkers, 3);
  EXPECT_EQ(fleetPlan(settings, 16).threads, 5);
}

TEST(Fleet, AWorkerIsToldWhatItIs) {
  SupervisorSettings settings;
  settings.workerFlags = {"--data", "here"};
  using Words = std::vector<std::string>;
  EXPECT_EQ(workerArguments(settings, "w-1", jobs::Lane::cpu, 0, 4),
            (Words{"gradevault", "worker", "--data", "here", "--lifeline", "--id", "w-1", "--lane", "cpu",
                   "--threads", "4"}));
  EXPECT_EQ(workerArguments(settings, "w-2", jobs::Lane::gpu, 1, 4).back(), "1");
  settings.workerFlags.push_back("--threads=2");
  EXPECT_EQ(workerArguments(settings, "w-1", jobs::Lane::cpu, 0, 4).back(), "cpu") << "once is enough";
}

}  // namespace
}  // namespace gradevault::serve
