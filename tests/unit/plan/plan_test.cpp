#include "gradevault/plan/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace gradevault::plan {
namespace {

const Figures figures{{"cpu", {30, true, ""}}, {"T4", {5, true, ""}}};

std::vector<Option> planFor(double scansPerDay, double wait, Billing billing = Billing::held,
                            const std::vector<std::string>& policies = {},
                            const cost::PriceTable& prices = {}) {
  Demand demand;
  demand.scansPerDay = scansPerDay;
  demand.wait = wait;
  const auto options = makePlan(demand, {}, figures, prices, billing, policies);
  EXPECT_TRUE(options.ok()) << options.error().message;
  return options.ok() ? *options : std::vector<Option>{};
}

const Option& of(const std::vector<Option>& options, const std::string& policy) {
  return *std::ranges::find(options, policy, &Option::policy);
}

TEST(Plan, HasARowForTheCpuEachGpuAndEachMixedPolicy) {
  const auto options = planFor(200, 600);
  std::vector<std::string> names;
  for (const Option& option : options) names.push_back(option.policy + ' ' + option.gpu);
  EXPECT_EQ(names,
            (std::vector<std::string>{"cpu ", "gpu T4", "tier T4", "load T4", "schedule T4", "union T4"}));
}

TEST(Plan, MachinesThatAreHeldArePaidAllDay) {
  const Option cpu = of(planFor(200, 600), "cpu");
  EXPECT_EQ(cpu.fleet.cpus, 1);
  EXPECT_EQ(cpu.fleet.gpus, 0);
  EXPECT_TRUE(cpu.meets);
  EXPECT_DOUBLE_EQ(cpu.costPerMonth, 30 * 24 * 0.05);
  EXPECT_DOUBLE_EQ(cpu.costPerScan, 24 * 0.05 / 200);
  EXPECT_NEAR(cpu.cpuUse, 200 * 30 / 86'400.0, 0.01);
}

TEST(Plan, MachinesThatAreUsedArePaidByTheSecond) {
  const Option cpu = of(planFor(2000, 600, Billing::used), "cpu");
  EXPECT_NEAR(cpu.costPerScan, 30.0 / 3600 * 0.05, 0.05 * 30.0 / 3600 * 0.05);
  EXPECT_DOUBLE_EQ(cpu.costPerMonth, cpu.costPerScan * 2000 * 30);
}

TEST(Plan, UnderScheduleHeldMachinesArePaidInTheirHours) {
  const Option schedule = of(planFor(200, 600), "schedule");
  EXPECT_DOUBLE_EQ(schedule.costPerMonth,
                   30 * (10 * schedule.fleet.cpus * 0.05 + 14 * schedule.fleet.gpus * 0.5));
}

TEST(Plan, FleetsAreTheSmallestThatMeetTheWait) {
  Demand demand;
  demand.scansPerDay = 5000;
  demand.wait = 120;
  const Option cpu = of(planFor(5000, 120), "cpu");
  ASSERT_TRUE(cpu.meets);
  ASSERT_GT(cpu.fleet.cpus, 1);
  Simulation what{demand, {}, 30, 5};
  what.policy.policy = "cpu";
  EXPECT_LE(simulate(what, {cpu.fleet.cpus, 0})->p95, 120);
  EXPECT_GT(simulate(what, {cpu.fleet.cpus - 1, 0})->p95, 120);
}

TEST(Plan, AWaitThatTheCpuCannotMeetIsMissedByItAndMetByTheGpu) {
  const auto options = planFor(1000, 20);
  EXPECT_FALSE(of(options, "cpu").meets);
  EXPECT_FALSE(of(options, "tier").meets);
  EXPECT_TRUE(of(options, "gpu").meets);
  EXPECT_TRUE(of(options, "gpu").cheapest);
  EXPECT_LT(of(options, "cpu").fleet.cpus, 100);  // shown with enough that nobody queues
  EXPECT_NEAR(of(options, "cpu").result.p95, 43.5, 3);
}

TEST(Plan, TheCheapestOfThoseThatMeetTheWaitIsMarkedAndNoOther) {
  for (const double wait : {20.0, 60.0, 600.0}) {
    const auto options = planFor(3000, wait);
    int marked = 0;
    for (const Option& option : options) {
      if (!option.cheapest) continue;
      ++marked;
      EXPECT_TRUE(option.meets);
      for (const Option& other : options) {
        EXPECT_TRUE(!other.meets || other.costPerMonth >= option.costPerMonth) << other.policy;
      }
    }
    EXPECT_EQ(marked, 1) << wait;
  }
}

TEST(Plan, NothingIsMarkedWhereNothingMeetsTheWait) {
  for (const Option& option : planFor(100, 1)) EXPECT_FALSE(option.meets || option.cheapest) << option.policy;
}

TEST(Plan, PricesDecide) {
  const auto prices = cost::priceTable("T4=0.0001");
  EXPECT_TRUE(of(planFor(3000, 600, Billing::held, {"cpu", "gpu"}, *prices), "gpu").cheapest);
  EXPECT_TRUE(of(planFor(3000, 600, Billing::held, {"cpu", "gpu"}), "cpu").cheapest);
}

TEST(Plan, WrongDemandsAreNamed) {
  const auto messageOf = [](const Demand& demand) {
    const auto options = makePlan(demand, {}, figures, {}, Billing::held, {});
    return options.ok() ? std::string("no error") : options.error().message;
  };
  EXPECT_EQ(messageOf({.scansPerDay = 0}), "scans-per-day: take 1 to 200000");
  EXPECT_EQ(messageOf({.scansPerDay = 10, .peakShare = 1.5}), "peak-share: take 0 to 1");
  EXPECT_EQ(messageOf({.scansPerDay = 10, .wait = 0}), "wait: take more than 0 s");
  EXPECT_FALSE(makePlan({.scansPerDay = 10}, {}, {}, {}, Billing::held, {}).ok());
}

}  // namespace
}  // namespace gradevault::plan
