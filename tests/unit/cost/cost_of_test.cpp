#include <gtest/gtest.h>

#include "gradevault/cost/price_table.hpp"

namespace gradevault::cost {
namespace {

using Seconds = std::map<std::string, double>;

Report analysis(const std::string& device) {
  Report report;
  report.engine.name = device == "cpu" ? "cpu" : "cuda";
  report.engine.device = device;
  report.frames.count = 100;
  report.timings = {{"decode", 4}, {"scan", 20}, {"defects", 2}, {"item", 6}, {"total", 36}};
  return report;
}

void expectSeconds(const CostReport& cost, const Seconds& expected) {
  ASSERT_EQ(cost.seconds.size(), expected.size());
  double sum = 0;
  for (const auto& [device, seconds] : expected) {
    ASSERT_TRUE(cost.seconds.contains(device)) << device;
    EXPECT_NEAR(cost.seconds.at(device), seconds, 1e-9) << device;
    sum += cost.seconds.at(device);
  }
  EXPECT_NEAR(sum, 36, 1e-9);
}

TEST(CostOf, ACpuAnalysisPaysTheMachineForItsTime) {
  const CostReport cost = costOf(analysis("cpu"), {}, 1);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 0.05);
  EXPECT_EQ(cost.currency, "USD");
  EXPECT_EQ(cost.basis, "estimate: 36.000 s of a machine with 4 virtual CPUs at 0.05 USD an hour");
  expectSeconds(cost, {{"cpu", 36}});
}

TEST(CostOf, SeveralJobsAtATimeShareTheMachine) {
  const CostReport cost = costOf(analysis("cpu"), {}, 3);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 0.05 / 3);
  EXPECT_NE(cost.basis.find("shared by 3 jobs at a time"), std::string::npos);
  EXPECT_EQ(costOf(analysis("cpu"), {}, 0).amount, costOf(analysis("cpu"), {}, 1).amount);
}

TEST(CostOf, AGpuIsPaidWhileTheWholeAnalysisRunsAndNobodySharesIt) {
  const CostReport cost = costOf(analysis("Tesla T4"), {}, 3);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 0.5);
  EXPECT_EQ(cost.basis, "estimate: 36.000 s of Tesla T4 at 0.5 USD an hour");
  expectSeconds(cost, {{"Tesla T4", 22}, {"cpu", 14}});
}

TEST(CostOf, SeveralGpusArePaidEachAndShareTheScan) {
  Report report = analysis("Tesla T4");
  report.engine.devices = {{"0: Tesla T4", 50, {}}, {"1: NVIDIA A10G", 30, {}}, {"2: Tesla T4", 0, {}}};
  const CostReport cost = costOf(report, {}, 1);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 0.5 + 36.0 / 3600 * 1.0);
  expectSeconds(cost, {{"Tesla T4", 10 + 2}, {"NVIDIA A10G", 6}, {"cpu", 18}});
}

TEST(CostOf, AGpuWithoutAPriceCountsAsTheDearest) {
  const CostReport cost = costOf(analysis("NVIDIA H200"), {}, 1);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 4);
  EXPECT_NE(cost.basis.find("NVIDIA H200 at 4 USD an hour (no price of its own: that of A100)"),
            std::string::npos)
      << cost.basis;
}

TEST(CostOf, AGpuThatFailedOnTheWayIsNamedAndNotCounted) {
  Report report = analysis("cpu");
  report.engine.fallbacks = {{"cuda", "cpu", "the device hung", 25, "", {}}};
  const CostReport cost = costOf(report, {}, 1);
  EXPECT_DOUBLE_EQ(cost.amount, 36.0 / 3600 * 0.05);
  EXPECT_NE(cost.basis.find("the GPU that failed at frame 25 is not counted"), std::string::npos)
      << cost.basis;
  expectSeconds(cost, {{"cuda", 5}, {"cpu", 31}});
}

TEST(CostOf, AnEngineThatWasNotThereCostsNothing) {
  Report report = analysis("cpu");
  report.engine.fallbacks = {{"cuda", "cpu", "no driver", {}, "", {}}};
  EXPECT_EQ(costOf(report, {}, 1).basis, costOf(analysis("cpu"), {}, 1).basis);
}

TEST(CostOf, WithoutATotalTheStagesAreAddedUp) {
  Report report = analysis("cpu");
  report.timings.erase("total");
  EXPECT_DOUBLE_EQ(costOf(report, {}, 1).amount, 32.0 / 3600 * 0.05);
}

TEST(CostOf, ThePricesAreTheTables) {
  const auto prices = priceTable("cpu=3.6,currency=EUR,vcpus=16");
  const CostReport cost = costOf(analysis("cpu"), *prices, 1);
  EXPECT_DOUBLE_EQ(cost.amount, 0.036);
  EXPECT_EQ(cost.currency, "EUR");
  EXPECT_NE(cost.basis.find("16 virtual CPUs at 3.6 EUR"), std::string::npos);
}

}  // namespace
}  // namespace gradevault::cost
