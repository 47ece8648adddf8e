#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands.hpp"
#include "gradevault/cost/price_table.hpp"
#include "gradevault/plan/plan.hpp"
#include "gradevault/routing/policy.hpp"

namespace gradevault::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Flags {
  plan::Demand demand;
  plan::CaptureSize capture;
  routing::PolicySettings policy;
  std::vector<std::string> figureFiles;
  std::vector<std::string> policies;
  plan::Billing billing = plan::Billing::held;
  std::string prices;
  bool json = false;
};

constexpr const char* model =
    "scans come at random (Poisson, one rate in peak hours, one outside), an analysis takes 0.5 to 1.5 times "
    "its "
    "seconds, a machine does one at a time; simulated with a fixed seed";

std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

std::string secondsText(double seconds) {
  if (seconds >= 1e9) return "endless";
  return seconds < 600 ? text("%.1f s", seconds) : text("%.0f min", seconds / 60);
}

std::string useText(double share, int count) {
  return count > 0 ? text("%.0f %%", 100 * share) : "-";
}

/// Seconds in JSON; null for a queue that grows without end.
Json secondsJson(double seconds) {
  return seconds >= 1e9 ? Json(nullptr) : Json(seconds);
}

Json optionJson(const plan::Option& option) {
  return {
      {"policy", option.policy},
      {"gpu", option.gpu.empty() ? Json(nullptr) : Json(option.gpu)},
      {"cpuMachines", option.fleet.cpus},
      {"gpuMachines", option.fleet.gpus},
      {"latency", {{"median", secondsJson(option.result.median)}, {"p95", secondsJson(option.result.p95)}}},
      {"utilisation", {{"cpu", option.cpuUse}, {"gpu", option.gpuUse}}},
      {"costPerScan", option.costPerScan},
      {"costPerMonth", option.costPerMonth},
      {"meetsWait", option.meets},
      {"cheapest", option.cheapest}};
}

Json planJson(const Flags& flags, const plan::Figures& figures, const cost::PriceTable& prices,
              const std::vector<plan::Option>& options) {
  Json json;
  json["scansPerDay"] = flags.demand.scansPerDay;
  json["wait"] = flags.demand.wait;
  json["capture"] = {
      {"frames", flags.capture.frames}, {"width", flags.capture.width}, {"height", flags.capture.height}};
  json["model"] = model;
  json["billing"] = flags.billing == plan::Billing::held ? "held" : "used";
  json["currency"] = prices.currency;
  json["figures"] = Json::object();
  for (const auto& [device, figure] : figures) {
    json["figures"][device] = {{"seconds", figure.seconds},
                               {"kind", figure.measured ? "measured" : "estimated"},
                               {"source", figure.source},
                               {"pricePerHour", prices.hourly.at(device)}};
  }
  json["options"] = Json::array();
  for (const plan::Option& option : options) json["options"].push_back(optionJson(option));
  return json;
}

void printPlan(const Flags& flags, const plan::Figures& figures, const cost::PriceTable& prices,
               const std::vector<plan::Option>& options) {
  const char* currency = prices.currency.c_str();
  std::printf("%.0f scans a day of %d frames of %d×%d, 95 of 100 done within %s\n", flags.demand.scansPerDay,
              flags.capture.frames, flags.capture.width, flags.capture.height,
              secondsText(flags.demand.wait).c_str());
  std::printf("%s\n\n", model);
  std::printf("%-8s %10s %10s  %s\n", "device", "s a scan", (prices.currency + "/h").c_str(),
              "where the seconds come from");
  for (const auto& [device, figure] : figures) {
    std::printf("%-8s %10.2f %10.4g  %s: %s\n", device.c_str(), figure.seconds, prices.hourly.at(device),
                figure.measured ? "measured" : "estimated", figure.source.c_str());
  }
  std::printf("\n%-9s %-6s %5s %5s %9s %9s %6s %6s %11s %11s  %s\n", "policy", "GPU", "CPUs", "GPUs",
              "median", "p95", "CPU", "GPU", "a scan", "a month", "seconds");
  bool met = false;
  for (const plan::Option& option : options) {
    const auto measured = [&](const std::string& device) {
      return figures.at(device).measured ? "measured" : "estimated";
    };
    std::string kinds = option.fleet.cpus > 0 ? std::string("CPU ") + measured("cpu") : "";
    if (!option.gpu.empty()) kinds += (kinds.empty() ? "" : ", ") + option.gpu + ' ' + measured(option.gpu);
    std::printf("%-9s %-6s %5d %5d %9s %9s %6s %6s %11s %11s  %s%s\n", option.policy.c_str(),
                option.gpu.empty() ? "-" : option.gpu.c_str(), option.fleet.cpus, option.fleet.gpus,
                secondsText(option.result.median).c_str(), secondsText(option.result.p95).c_str(),
                useText(option.cpuUse, option.fleet.cpus).c_str(),
                useText(option.gpuUse, option.fleet.gpus).c_str(), text("%.5f", option.costPerScan).c_str(),
                text("%.2f", option.costPerMonth).c_str(), kinds.c_str(),
                option.cheapest ? "  <= cheapest that meets the wait"
                : option.meets  ? ""
                                : "  misses the wait");
    met = met || option.cheapest;
  }
  std::printf(
      "\nCPUs, GPUs: machines, of %.10g virtual CPUs or with one GPU; CPU, GPU: the share of the time that "
      "they "
      "work. median, p95: from submission to result.\n",
      prices.vcpus);
  std::printf("Costs in %s; a month has 30 days; %s.\n", currency,
              flags.billing == plan::Billing::held
                  ? "machines are paid all day, under schedule in their hours"
                  : "machines are paid by the second they work");
  if (!met) std::printf("No policy meets the wait: take a longer one, or a faster device.\n");
}

ExitCode makePlan(const Flags& flags) {
  const auto prices = cost::priceTable(flags.prices);
  if (!prices.ok()) {
    complain(prices.error().message);
    return exitCode(prices.error());
  }
  std::vector<plan::Measurement> measurements;
  for (const std::string& file : flags.figureFiles) {
    const auto found = plan::readMeasurements(file);
    if (!found.ok()) {
      complain(found.error().message);
      return exitCode(found.error());
    }
    measurements.insert(measurements.end(), found->begin(), found->end());
  }
  const plan::Figures figures = plan::figuresFor(flags.capture, measurements, *prices);
  const auto options =
      plan::makePlan(flags.demand, flags.policy, figures, *prices, flags.billing, flags.policies);
  if (!options.ok()) {
    complain(options.error().message);
    return exitCode(options.error());
  }
  if (flags.json) {
    std::puts(planJson(flags, figures, *prices, *options).dump(2).c_str());
  } else {
    printPlan(flags, figures, *prices, *options);
  }
  return done;
}

/// "1920x1080".
void parseSize(const std::string& size, plan::CaptureSize& capture) {
  char rest = 0;
  if (std::sscanf(size.c_str(), "%5dx%5d%c", &capture.width, &capture.height, &rest) != 2 ||
      capture.width < 1 || capture.height < 1) {
    throw CLI::ValidationError("--size", "'" + size + "' is no size; write WIDTHxHEIGHT, as in 1920x1080");
  }
}

}  // namespace

void addPlanCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command =
      app.add_subcommand("plan", "What a number of scans a day costs: machines, latency, policies");
  const auto flags = std::make_shared<Flags>();
  plan::Demand& demand = flags->demand;
  command->add_option("--scans-per-day", demand.scansPerDay, "scans a day")
      ->required()
      ->check(CLI::Range(1.0, 200'000.0));
  command->add_option("--wait", demand.wait, "from submission to result, for 95 of 100 scans [s]")
      ->check(CLI::Range(0.1, 604'800.0))
      ->capture_default_str();
  command->add_option("--figures", flags->figureFiles,
                      "what bench --json printed, or scripts/gpu-bench wrote; several");
  command->add_option("--policy", flags->policies, "only these policies")
      ->check(CLI::IsMember(routing::policyNames()));
  command->add_option("--frames", flags->capture.frames, "frames of a capture")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command
      ->add_option_function<std::string>(
          "--size", [flags](const std::string& size) { parseSize(size, flags->capture); },
          "of a frame, WIDTHxHEIGHT")
      ->default_str("1920x1080");
  command->add_option("--peak-hours", flags->policy.peakHours, "as the server's setting")
      ->capture_default_str();
  command->add_option("--peak-share", demand.peakShare, "share of the scans that come in peak hours")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--paid-share", demand.paidShare, "share of the scans that are premium or pro")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--load-threshold", flags->policy.loadThreshold, "as the server's setting")
      ->check(CLI::Range(0, 10'000'000))
      ->capture_default_str();
  command
      ->add_option("--billing", flags->billing,
                   "held: machines are paid all day; used: by the second they work")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, plan::Billing>{{"held", plan::Billing::held}, {"used", plan::Billing::used}}))
      ->default_str("held");
  command->add_option("--prices", flags->prices, "an hour, over the defaults: cpu=0.05,T4=0.5,…")
      ->envname("GRADEVAULT_PRICES");
  command->add_flag("--json", flags->json, "print JSON instead of the tables");
  command->callback([flags, exit] { *exit = makePlan(*flags); });
}

}  // namespace gradevault::cli
