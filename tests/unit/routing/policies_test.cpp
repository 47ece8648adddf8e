#include <gtest/gtest.h>

#include <algorithm>

#include "gradevault/routing/policy.hpp"

namespace gradevault::routing {
namespace {

using jobs::Lane;
using jobs::Tier;

const Tiers all{Tier::premium, Tier::pro, Tier::standard, Tier::batch};
const Tiers paid{Tier::premium, Tier::pro};
const Tiers others{Tier::standard, Tier::batch};
const Tiers none;

/// 2026-07-01T12:00:00Z and T23:00:00Z.
constexpr jobs::Milliseconds noon = 1'782'907'200'000;
constexpr jobs::Milliseconds night = noon + 11 * 3'600'000;

std::unique_ptr<Policy> policy(const std::string& name) {
  PolicySettings settings;
  settings.policy = name;
  auto made = makePolicy(settings);
  EXPECT_TRUE(made.ok()) << made.error().message;
  return std::move(made).value();
}

Situation with(int waiting, jobs::Milliseconds now = noon) {
  return {.waiting = waiting, .gpuUsable = true, .now = now};
}

TEST(Policies, KnowTheirNames) {
  EXPECT_EQ(policyNames().size(), 6U);
  for (const std::string& name : policyNames()) EXPECT_EQ(policy(name)->name(), name);
}

TEST(Policies, WithoutAGpuTheCpuTakesAll) {
  for (const std::string& name : policyNames()) {
    for (const int waiting : {0, 10, 11, 1000}) {
      for (const jobs::Milliseconds now : {noon, night}) {
        const Situation situation{.waiting = waiting, .gpuUsable = false, .now = now};
        EXPECT_EQ(policy(name)->admitted(Lane::cpu, situation), all) << name;
        EXPECT_EQ(policy(name)->admitted(Lane::gpu, situation), none) << name;
      }
    }
  }
}

TEST(Policies, WithAGpuEveryTierIsTakenBySomeLane) {
  for (const std::string& name : policyNames()) {
    for (const int waiting : {0, 10, 11, 1000}) {
      for (const jobs::Milliseconds now : {noon, night}) {
        const auto made = policy(name);
        Tiers taken = made->admitted(Lane::cpu, with(waiting, now));
        const Tiers gpu = made->admitted(Lane::gpu, with(waiting, now));
        taken.insert(taken.end(), gpu.begin(), gpu.end());
        for (const Tier tier : all) EXPECT_NE(std::ranges::find(taken, tier), taken.end()) << name;
      }
    }
  }
}

TEST(Policies, CpuAndGpuUseOneLaneOnly) {
  EXPECT_EQ(policy("cpu")->admitted(Lane::cpu, with(99)), all);
  EXPECT_EQ(policy("cpu")->admitted(Lane::gpu, with(99)), none);
  EXPECT_EQ(policy("gpu")->admitted(Lane::cpu, with(99)), none);
  EXPECT_EQ(policy("gpu")->admitted(Lane::gpu, with(99)), all);
}

TEST(Policies, TierSendsPremiumAndProToTheGpuAndTheOthersToTheCpu) {
  EXPECT_EQ(policy("tier")->admitted(Lane::gpu, with(0)), paid);
  EXPECT_EQ(policy("tier")->admitted(Lane::cpu, with(99)), others);
}

TEST(Policies, LoadCallsTheGpuWhenMoreThanTenWait) {
  const auto load = policy("load");
  EXPECT_EQ(load->admitted(Lane::gpu, with(9)), none);
  EXPECT_EQ(load->admitted(Lane::gpu, with(10)), none);
  EXPECT_EQ(load->admitted(Lane::gpu, with(11)), all);
  EXPECT_EQ(load->admitted(Lane::cpu, with(10)), all);
  EXPECT_EQ(load->admitted(Lane::cpu, with(11)), all);
}

TEST(Policies, LoadTakesItsThresholdFromTheSettings) {
  PolicySettings settings;
  settings.policy = "load";
  settings.loadThreshold = 0;
  const auto load = makePolicy(settings);
  ASSERT_TRUE(load.ok());
  EXPECT_EQ((*load)->admitted(Lane::gpu, with(0)), none);
  EXPECT_EQ((*load)->admitted(Lane::gpu, with(1)), all);
}

TEST(Policies, ScheduleUsesTheGpuInPeakHoursAndTheCpuElse) {
  const auto schedule = policy("schedule");
  EXPECT_EQ(schedule->admitted(Lane::gpu, with(0, noon)), all);
  EXPECT_EQ(schedule->admitted(Lane::cpu, with(0, noon)), none);
  EXPECT_EQ(schedule->admitted(Lane::gpu, with(99, night)), none);
  EXPECT_EQ(schedule->admitted(Lane::cpu, with(99, night)), all);
}

TEST(Policies, UnionSendsToTheGpuWhatAnyOfTheThreeDoes) {
  const auto all3 = policy("union");
  EXPECT_EQ(all3->admitted(Lane::gpu, with(10, night)), paid);  // tier
  EXPECT_EQ(all3->admitted(Lane::gpu, with(11, night)), all);   // load
  EXPECT_EQ(all3->admitted(Lane::gpu, with(0, noon)), all);     // schedule
  EXPECT_EQ(all3->admitted(Lane::cpu, with(10, night)), others);
  EXPECT_EQ(all3->admitted(Lane::cpu, with(11, night)), others);
  EXPECT_EQ(all3->admitted(Lane::cpu, with(10, noon)), none);
  EXPECT_EQ(all3->admitted(Lane::cpu, with(11, noon)), others);
}

TEST(Policies, AWrongSettingIsNamed) {
  const auto messageOf = [](const PolicySettings& settings) {
    const auto made = makePolicy(settings);
    EXPECT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, ErrorCode::invalid_argument);
    return made.error().message;
  };
  EXPECT_EQ(messageOf({.policy = "fast"}),
            "policy: there is no 'fast'; take one of cpu, gpu, tier, load, schedule, union");
  EXPECT_TRUE(messageOf({.loadThreshold = -1}).starts_with("load-threshold: -1"));
  EXPECT_TRUE(messageOf({.policy = "cpu", .peakHours = "always"}).starts_with("peak-hours: 'always'"));
  EXPECT_TRUE(messageOf({.policy = "cpu", .timeZone = "Mars/Base"})
                  .starts_with("time-zone: there is no zone 'Mars/Base'"));
  EXPECT_TRUE(messageOf({.timeZone = "../../etc/passwd"}).starts_with("time-zone: "));
  EXPECT_TRUE(messageOf({.timeZone = ""}).starts_with("time-zone: "));
}

}  // namespace
}  // namespace gradevault::routing
