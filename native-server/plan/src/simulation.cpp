#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <random>
#include <utility>

#include "gradevault/plan/plan.hpp"

namespace gradevault::plan {
namespace {

using jobs::Lane;
using jobs::Milliseconds;
using jobs::Tier;

constexpr double day = 86'400;
/// 2026-01-12T00:00:00Z, a Monday far from any change of the clock.
constexpr Milliseconds start = 1'768'176'000'000;
constexpr std::array tiers{Tier::premium, Tier::pro, Tier::standard, Tier::batch};

Milliseconds at(double seconds) {
  return start + static_cast<Milliseconds>(seconds * 1000);
}

/// 0 (in it) to 1 (out of it); std's distributions differ between libraries, this does not.
double even(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11) * 0x1p-53;
}

struct Scan {
  double arrival = 0;
  double factor = 1;
  Tier tier = Tier::standard;
};

/// The minutes of a day in which the policies send work to the GPU by the clock.
std::vector<bool> peakMinutes(const routing::PolicySettings& settings) {
  routing::PolicySettings schedule = settings;
  schedule.policy = "schedule";
  const auto policy = routing::makePolicy(schedule);
  std::vector<bool> minutes(1440);
  for (std::size_t i = 0; i < minutes.size() && policy.ok(); ++i) {
    const routing::Situation now{0, true, at(60.0 * static_cast<double>(i))};
    minutes[i] = !(*policy)->admitted(Lane::gpu, now).empty();
  }
  return minutes;
}

std::vector<Scan> arrivals(const Simulation& what, double days) {
  const std::vector<bool> peak = peakMinutes(what.policy);
  const auto peakCount = static_cast<double>(std::ranges::count(peak, true));
  const double all = static_cast<double>(peak.size());
  const bool onlyOne = peakCount == 0 || peakCount == all;
  const auto rate = [&](bool inPeak) {  // scans a minute
    if (onlyOne) return what.demand.scansPerDay / all;
    const double share = inPeak ? what.demand.peakShare : 1 - what.demand.peakShare;
    return what.demand.scansPerDay * share / (inPeak ? peakCount : all - peakCount);
  };
  std::mt19937_64 random(what.demand.seed);
  std::vector<Scan> scans;
  double level = -std::log(1 - even(random));  // scans to come at unit rate until the next one
  for (double minute = 0; minute < days * all; ++minute) {
    const double perMinute = rate(peak[static_cast<std::size_t>(minute) % peak.size()]);
    double used = 0;
    while (perMinute > 0 && level <= perMinute - used) {
      used += level;
      Scan scan;
      scan.arrival = 60 * (minute + used / perMinute);
      scan.factor = 0.5 + even(random);
      const double drawn = even(random);
      const double paid = what.demand.paidShare;
      scan.tier = drawn < paid / 2 ? Tier::premium : drawn < paid ? Tier::pro : Tier::standard;
      scans.push_back(scan);
      level = -std::log(1 - even(random));
    }
    level -= perMinute - used;
  }
  return scans;
}

/// The day's work, event by event: a scan comes, a machine is done, or a minute has passed with somebody
/// waiting.
class Shop {
 public:
  Shop(const Simulation& what, const Fleet& fleet, const routing::Policy& policy)
      : what_(what), policy_(policy), idle_{fleet.cpus, fleet.gpus}, hasGpu_(fleet.gpus > 0) {}

  Simulated run(const std::vector<Scan>& scans, double days) {
    std::size_t next = 0;
    while (next < scans.size() || waiting_ > 0 || !done_.empty()) {
      const double arrival = next < scans.size() ? scans[next].arrival : endless;
      const double ended = done_.empty() ? endless : done_.top().first;
      const double minute = waiting_ > 0 ? 60 * (std::floor(now_ / 60) + 1) : endless;
      now_ = std::min({arrival, ended, minute});
      if (now_ == endless || now_ > days * day + longestTail) break;
      if (now_ == ended) {
        ++idle_[done_.top().second];
        done_.pop();
      } else if (now_ == arrival) {
        queues_[static_cast<std::size_t>(scans[next].tier)].push_back(scans[next]);
        ++waiting_;
        ++next;
      }
      for (const Lane lane : {Lane::gpu, Lane::cpu}) {
        while (startOn(lane)) {
        }
      }
    }
    return summary(scans.size(), days);
  }

 private:
  static constexpr double endless = 1e300;
  static constexpr double longestTail = 28 * day;  // a queue that grows without end is cut off here

  bool startOn(Lane lane) {
    const auto index = static_cast<std::size_t>(lane);
    if (waiting_ == 0 || idle_[index] == 0) return false;
    const auto admitted = policy_.admitted(lane, {waiting_, hasGpu_, at(now_)});
    std::deque<Scan>* first = nullptr;
    double rank = endless;
    for (const Tier tier : admitted) {
      auto& queue = queues_[static_cast<std::size_t>(tier)];
      if (queue.empty()) continue;
      const double mine = queue.front().arrival - static_cast<double>(jobs::headStart(tier)) / 1000;
      if (mine >= rank) continue;
      rank = mine;
      first = &queue;
    }
    if (first == nullptr) return false;
    const Scan scan = first->front();
    first->pop_front();
    --waiting_;
    --idle_[index];
    const double takes = scan.factor * (lane == Lane::gpu ? what_.gpuSeconds : what_.cpuSeconds);
    busy_[index] += takes;
    done_.emplace(now_ + takes, index);
    latencies_.push_back(now_ + takes - scan.arrival);
    return true;
  }

  /// Scans that never started count as endless.
  Simulated summary(std::size_t scans, double days) {
    latencies_.resize(scans, endless);
    Simulated result;
    if (scans > 0) {
      std::ranges::sort(latencies_);
      result.median = latencies_[(scans - 1) / 2];
      result.p95 = latencies_[static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(scans))) - 1];
    }
    result.cpuBusy = busy_[0] / days;
    result.gpuBusy = busy_[1] / days;
    return result;
  }

  const Simulation& what_;
  const routing::Policy& policy_;
  double now_ = 0;
  std::array<int, 2> idle_;
  bool hasGpu_;
  std::array<double, 2> busy_{};
  std::array<std::deque<Scan>, tiers.size()> queues_;
  int waiting_ = 0;
  using Done = std::pair<double, std::size_t>;
  std::priority_queue<Done, std::vector<Done>, std::greater<>> done_;
  std::vector<double> latencies_;
};

/// Hours of the day in which a lane may work, a crowd waiting.
double openHours(const routing::Policy& policy, Lane lane, bool hasGpu) {
  int minutes = 0;
  for (int minute = 0; minute < 1440; ++minute) {
    if (!policy.admitted(lane, {1'000'000, hasGpu, at(60.0 * minute)}).empty()) ++minutes;
  }
  return minutes / 60.0;
}

}  // namespace

Result<Simulated> simulate(const Simulation& what, const Fleet& fleet) {
  const auto policy = routing::makePolicy(what.policy);
  if (!policy.ok()) return policy.error();
  const double days = std::clamp(std::ceil(20'000 / std::max(1.0, what.demand.scansPerDay)), 1.0, 28.0);
  Simulated result = Shop(what, fleet, **policy).run(arrivals(what, days), days);
  const bool hasGpu = fleet.gpus > 0;
  result.cpuHours = openHours(**policy, Lane::cpu, hasGpu);
  result.gpuHours = openHours(**policy, Lane::gpu, hasGpu);
  return result;
}

}  // namespace gradevault::plan
