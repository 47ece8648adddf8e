#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gradevault/cost/price_table.hpp"
#include "gradevault/plan/figures.hpp"
#include "gradevault/result.hpp"
#include "gradevault/routing/policy.hpp"

namespace gradevault::plan {

/// How machines are paid.
enum class Billing {
  held,  ///< all day; under the policy schedule only in the hours in which they may work
  used,  ///< by the second they work
};

/// The arrival model: scans come at random (Poisson), with one rate in peak hours and one outside them, the
/// same every day; each tier at random by its share; an analysis takes its figure times a factor that is even
/// between 0.5 and 1.5, since captures differ in length.
struct Demand {
  double scansPerDay = 0;
  double peakShare = 0.8;  ///< of the scans that come in the policy's peak hours
  double paidShare = 0.2;  ///< of the scans that are of the tiers premium and pro, half each
  double wait = 300;       ///< s from submission to result that 95 of 100 scans may take at most
  std::uint64_t seed = 1;
};

/// Machines: each works on one scan at a time.
struct Fleet {
  int cpus = 0;
  int gpus = 0;
};

/// What a simulated week came to.
struct Simulated {
  double median = 0;  ///< s from submission to result
  double p95 = 0;
  double cpuBusy = 0;  ///< s of work a day, all machines together
  double gpuBusy = 0;
  double cpuHours = 0;  ///< h a day in which the policy lets one CPU machine work …
  double gpuHours = 0;  ///< … and one GPU
};

struct Simulation {
  Demand demand;
  routing::PolicySettings policy;  ///< its time zone is that of the day
  double cpuSeconds = 0;           ///< of one analysis
  double gpuSeconds = 0;
};
/// Simulates the fleet under the policy, always the same for the same arguments; 20,000 scans, at least one
/// day, at most 28. Errors: invalid_argument (policy).
[[nodiscard]] Result<Simulated> simulate(const Simulation& what, const Fleet& fleet);

/// One row of the plan.
struct Option {
  std::string policy;
  std::string gpu;  ///< entry of the price table; empty: none
  Fleet fleet;
  Simulated result;
  double cpuUse = 0;  ///< share of the hours in which they may work
  double gpuUse = 0;
  double costPerScan = 0;
  double costPerMonth = 0;  ///< of 30 days
  bool meets = false;       ///< the wait, in 95 of 100 scans
  bool cheapest = false;    ///< of those that meet it
};

/// For the CPU, each GPU and each mixed policy on each GPU: the cheapest fleet that meets the wait, or, where
/// none does, one that is so large that scans never queue. `policies`: names, or empty for all. Errors:
/// invalid_argument, also when no device has figures.
[[nodiscard]] Result<std::vector<Option>> makePlan(const Demand& demand,
                                                   const routing::PolicySettings& policy,
                                                   const Figures& figures, const cost::PriceTable& prices,
                                                   Billing billing, const std::vector<std::string>& policies);

}  // namespace gradevault::plan
