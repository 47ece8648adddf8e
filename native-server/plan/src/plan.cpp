#include "gradevault/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace gradevault::plan {
namespace {

constexpr double daysAMonth = 30;
/// A fleet in which a scan never waits for a machine, for what can be reached at all.
constexpr int plenty = 100'000;

struct Lanes {
  bool cpu = false;
  bool gpu = false;
};

Lanes lanesOf(const std::string& policy) {
  return {policy != "gpu", policy != "cpu"};
}

class Search {
 public:
  Search(Simulation what, const cost::PriceTable& prices, std::string gpu, Billing billing)
      : what_(std::move(what)), prices_(prices), gpu_(std::move(gpu)), billing_(billing) {}

  [[nodiscard]] Option best() {
    const Lanes lanes = lanesOf(what_.policy.policy);
    const Fleet most{lanes.cpu ? plenty : 0, lanes.gpu ? plenty : 0};
    const Option limit = optionOf(most);
    if (!limit.meets) {
      Fleet enough = limit.fleet;
      if (lanes.cpu) enough.cpus = workersFor(limit.result.cpuBusy);
      if (lanes.gpu) enough.gpus = workersFor(limit.result.gpuBusy);
      return optionOf(enough);
    }
    if (!lanes.gpu) return optionOf({least([](int n) { return Fleet{n, 0}; }), 0});
    if (!lanes.cpu) return optionOf({0, least([](int n) { return Fleet{0, n}; })});
    const int mostGpus = least([](int n) { return Fleet{plenty, n}; });
    std::optional<Option> cheapest;
    for (const int gpus : triedCounts(mostGpus)) {
      if (!optionOf({plenty, gpus}).meets) continue;
      const int cpus = least([gpus](int n) { return Fleet{n, gpus}; });
      Option option = optionOf({cpus, gpus});
      if (!cheapest || option.costPerMonth < cheapest->costPerMonth) cheapest = std::move(option);
    }
    return cheapest ? *cheapest : limit;
  }

 private:
  /// Some GPUs more than the fewest let the CPU lane be smaller under load and union.
  static std::vector<int> triedCounts(int fewest) {
    std::set<int> counts;
    for (const double factor : {1.0, 1.25, 1.5, 2.0, 3.0}) {
      counts.insert(std::max(1, static_cast<int>(std::ceil(fewest * factor))));
    }
    counts.insert(fewest + 1);
    return {counts.begin(), counts.end()};
  }

  /// Enough that nobody queues: half as much again as the busiest hours need, and two.
  [[nodiscard]] int workersFor(double busyADay) const {
    return 2 + static_cast<int>(std::ceil(3 * busyADay / 86'400));
  }

  /// The fewest machines of a lane with which `fleetOf(n)` meets the wait; it meets it with plenty.
  template <class FleetOf>
  [[nodiscard]] int least(FleetOf fleetOf) {
    int high = 1;
    while (high < plenty && !optionOf(fleetOf(high)).meets) high *= 2;
    int low = high / 2;  // does not meet it, or is none
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (optionOf(fleetOf(middle)).meets ? high : low) = middle;
    }
    return high;
  }

  [[nodiscard]] Option optionOf(const Fleet& fleet) {
    Option option;
    option.policy = what_.policy.policy;
    option.gpu = lanesOf(option.policy).gpu ? gpu_ : "";
    option.fleet = fleet;
    const auto simulated = simulate(what_, fleet);
    if (!simulated.ok()) return option;
    option.result = *simulated;
    option.meets = option.result.p95 <= what_.demand.wait;
    const Simulated& result = option.result;
    const auto use = [](double busy, double hours, int count) {
      return count > 0 && hours > 0 ? busy / (3600 * hours * count) : 0;
    };
    option.cpuUse = use(result.cpuBusy, result.cpuHours, fleet.cpus);
    option.gpuUse = use(result.gpuBusy, result.gpuHours, fleet.gpus);
    const bool held = billing_ == Billing::held;
    const double cpuHours = held ? result.cpuHours * fleet.cpus : result.cpuBusy / 3600;
    const double gpuHours = held ? result.gpuHours * fleet.gpus : result.gpuBusy / 3600;
    const double aDay = cpuHours * priceOf("cpu") + gpuHours * priceOf(gpu_);
    option.costPerMonth = daysAMonth * aDay;
    option.costPerScan = aDay / what_.demand.scansPerDay;
    return option;
  }

  [[nodiscard]] double priceOf(const std::string& entry) const {
    const auto found = prices_.hourly.find(entry);
    return found == prices_.hourly.end() ? 0 : found->second;
  }

  Simulation what_;
  const cost::PriceTable& prices_;
  std::string gpu_;
  Billing billing_;
};

Status check(const Demand& demand) {
  const auto wrong = [](const std::string& what) { return Error{ErrorCode::invalid_argument, what}; };
  if (!(demand.scansPerDay >= 1 && demand.scansPerDay <= 200'000))
    return wrong("scans-per-day: take 1 to 200000");
  if (!(demand.wait > 0)) return wrong("wait: take more than 0 s");
  if (!(demand.peakShare >= 0 && demand.peakShare <= 1)) return wrong("peak-share: take 0 to 1");
  if (!(demand.paidShare >= 0 && demand.paidShare <= 1)) return wrong("paid-share: take 0 to 1");
  return {};
}

}  // namespace

Result<std::vector<Option>> makePlan(const Demand& demand, const routing::PolicySettings& policy,
                                     const Figures& figures, const cost::PriceTable& prices, Billing billing,
                                     const std::vector<std::string>& policies) {
  if (auto status = check(demand); !status.ok()) return status.error();
  const auto cpu = figures.find("cpu");
  std::vector<Option> plan;
  for (const std::string& name : policies.empty() ? routing::policyNames() : policies) {
    Simulation what{demand, policy, cpu == figures.end() ? 0 : cpu->second.seconds, 0};
    what.policy.policy = name;
    if (const auto made = routing::makePolicy(what.policy); !made.ok()) return made.error();
    const Lanes lanes = lanesOf(name);
    if (lanes.cpu && cpu == figures.end()) continue;
    if (!lanes.gpu) plan.push_back(Search(what, prices, "", billing).best());
    for (const auto& [device, figure] : figures) {
      if (!lanes.gpu || device == "cpu") continue;
      what.gpuSeconds = figure.seconds;
      plan.push_back(Search(what, prices, device, billing).best());
    }
  }
  if (plan.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "plan: no device of these policies has both a price and figures"};
  }
  Option* cheapest = nullptr;
  for (Option& option : plan) {
    if (option.meets && (cheapest == nullptr || option.costPerMonth < cheapest->costPerMonth))
      cheapest = &option;
  }
  if (cheapest != nullptr) cheapest->cheapest = true;
  return plan;
}

}  // namespace gradevault::plan
