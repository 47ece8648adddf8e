#include <algorithm>
#include <cstdio>
#include <utility>

#include "gradevault/cost/price_table.hpp"

namespace gradevault::cost {
namespace {

double secondsOf(const Report& report, const std::string& stage) {
  const auto found = report.timings.find(stage);
  return found == report.timings.end() ? 0 : found->second;
}

double totalOf(const Report& report) {
  if (report.timings.contains("total")) return secondsOf(report, "total");
  double sum = 0;
  for (const auto& [stage, seconds] : report.timings) sum += seconds;
  return sum;
}

/// "0: NVIDIA T4" → "NVIDIA T4".
std::string withoutNumber(const std::string& device) {
  const std::size_t digits = device.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string::npos && device.compare(digits, 2, ": ") == 0
             ? device.substr(digits + 2)
             : device;
}

/// GPUs that scanned at least one frame, each as often as it is there.
std::vector<std::pair<std::string, int>> gpusOf(const EngineReport& engine, int frames) {
  std::vector<std::pair<std::string, int>> gpus;
  for (const EngineDeviceReport& device : engine.devices) {
    if (device.frames > 0) gpus.emplace_back(withoutNumber(device.name), device.frames);
  }
  if (gpus.empty() && engine.devices.empty() && engine.device != "cpu" && !engine.device.empty()) {
    gpus.emplace_back(engine.device, frames);
  }
  return gpus;
}

/// Frames that the only GPU had scanned when it failed; the report has no other name for it than its
/// engine's.
std::pair<std::string, int> failedGpu(const EngineReport& engine) {
  for (const EngineFallback& fallback : engine.fallbacks) {
    const bool ofGpu = fallback.from == "cuda" || fallback.from == "opencv-cuda";
    if (ofGpu && fallback.device.empty() && fallback.frame) return {fallback.from, *fallback.frame};
  }
  return {"", 0};
}

double share(int part, int whole) {
  return whole > 0 ? std::min(1.0, static_cast<double>(part) / whole) : 0;
}

/// By device: the engine's stages where they ran, the rest on the CPU. Adds up to the whole.
std::map<std::string, double> secondsByDevice(const Report& report,
                                              const std::vector<std::pair<std::string, int>>& gpus) {
  const int frames = report.frames.count;
  const double total = totalOf(report);
  std::map<std::string, double> seconds;
  for (const auto& [name, scanned] : gpus)
    seconds[name] += secondsOf(report, "scan") * share(scanned, frames);
  if (!gpus.empty() && report.engine.device != "cpu") {
    seconds[withoutNumber(report.engine.device)] += secondsOf(report, "defects");
  }
  if (const auto [engine, scanned] = failedGpu(report.engine); gpus.empty() && scanned > 0) {
    seconds[engine] += secondsOf(report, "scan") * share(scanned, frames);
  }
  double elsewhere = 0;
  for (const auto& [name, spent] : seconds) elsewhere += spent;
  seconds["cpu"] = std::max(0.0, total - elsewhere);
  return seconds;
}

std::string dearestGpu(const PriceTable& prices) {
  std::string dearest;
  for (const auto& [name, price] : prices.hourly) {
    if (name != "cpu" && (dearest.empty() || price > prices.hourly.at(dearest))) dearest = name;
  }
  return dearest;
}

std::string amountText(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

std::string secondsText(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

}  // namespace

CostReport costOf(const Report& report, const PriceTable& prices, int workers) {
  const double total = totalOf(report);
  const auto gpus = gpusOf(report.engine, report.frames.count);
  CostReport cost;
  cost.currency = prices.currency;
  cost.seconds = secondsByDevice(report, gpus);
  cost.basis = "estimate: " + secondsText(total) + " s of ";
  const auto cpu = prices.hourly.find("cpu");
  if (gpus.empty()) {
    const double hourly = cpu == prices.hourly.end() ? 0 : cpu->second;
    const int sharers = std::max(1, workers);
    cost.amount = total / 3600 * hourly / sharers;
    cost.basis += "a machine with " + amountText(prices.vcpus) + " virtual CPUs at " + amountText(hourly) +
                  ' ' + prices.currency + " an hour";
    if (sharers > 1) cost.basis += ", shared by " + std::to_string(sharers) + " jobs at a time";
    if (const auto [engine, scanned] = failedGpu(report.engine); !engine.empty()) {
      cost.basis += "; the GPU that failed at frame " + std::to_string(scanned) + " is not counted";
    }
    return cost;
  }
  std::string separator;
  for (const auto& [name, scanned] : gpus) {
    const auto entry = entryFor(prices, name);
    const std::string taken = entry ? *entry : dearestGpu(prices);
    const double hourly = taken.empty() ? 0 : prices.hourly.at(taken);
    cost.amount += total / 3600 * hourly;
    cost.basis += separator + name + " at " + amountText(hourly) + ' ' + prices.currency + " an hour";
    if (!entry)
      cost.basis += taken.empty() ? " (no price is known)" : " (no price of its own: that of " + taken + ')';
    separator = ", ";
  }
  return cost;
}

}  // namespace gradevault::cost
