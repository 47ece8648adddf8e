#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "device_choice_flag.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/trace.hpp"
#include "interrupt.hpp"
#include "option_flags.hpp"
#include "progress_bar.hpp"

namespace gradevault::cli {
namespace {

namespace fs = std::filesystem;

struct Flags {
  analyze::Request request;
  DevicePlace device;
  int threads = 1;
  int runs = 3;
  bool json = false;
};

/// Adds up what the engine says, over all threads.
class PartTimes final : public Trace {
 public:
  [[nodiscard]] double now() const noexcept override { return clock_.seconds(); }
  void spent(std::string_view part, double seconds) noexcept override {
    const std::lock_guard lock(mutex_);
    seconds_[std::string(part)] += seconds;
  }
  [[nodiscard]] const std::map<std::string, double>& seconds() const { return seconds_; }

 private:
  SteadyClock clock_;
  std::mutex mutex_;
  std::map<std::string, double> seconds_;
};

/// One run's times by stage, and by part within the engine's stages.
struct Run {
  Report report;
  std::map<std::string, double> parts;
};

/// A folder that goes away with the bench.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "gradevault-bench-XXXXXX").string();
    if (const char* made = ::mkdtemp(pattern.data())) path_ = made;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The median over the runs of each named time.
std::map<std::string, double> medians(const std::vector<Run>& runs, auto timesOf) {
  std::map<std::string, std::vector<double>> byName;
  for (const Run& run : runs) {
    for (const auto& [name, seconds] : timesOf(run)) byName[name].push_back(seconds);
  }
  std::map<std::string, double> result;
  for (auto& [name, values] : byName) result[name] = median(std::move(values));
  return result;
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

nlohmann::ordered_json describe(const std::map<std::string, double>& times, double whole, int frames) {
  auto rows = nlohmann::ordered_json::array();
  std::vector<std::pair<std::string, double>> sorted(times.begin(), times.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [name, seconds] : sorted) {
    rows.push_back({{"name", name},
                    {"seconds", seconds},
                    {"msPerFrame", 1000 * seconds / std::max(1, frames)},
                    {"share", whole > 0 ? seconds / whole : 0}});
  }
  return rows;
}

nlohmann::ordered_json summary(const Flags& flags, const std::vector<Run>& runs) {
  const Report& report = runs.front().report;
  auto stages = medians(runs, [](const Run& run) { return run.report.timings; });
  const double total = stages["total"];
  stages.erase("total");
  const auto parts = medians(runs, [](const Run& run) { return run.parts; });
  double partsTotal = 0;
  for (const auto& [name, seconds] : parts) partsTotal += seconds;
  const int frames = report.frames.count;
  nlohmann::ordered_json result;
  result["capture"] = {{"file", report.source.fileName}, {"frames", frames},         {"width", report.source.width},
                       {"height", report.source.height}, {"codec", report.source.codec}};
  result["machine"] = {{"processor", processor()}, {"threadsAvailable", availableThreads()}};
  result["engine"] = {{"name", report.engine.name}, {"device", report.engine.device}, {"isa", report.engine.isa}, {"detail", report.engine.detail}};
  result["profile"] = name(report.options.profile);
  result["threads"] = flags.threads;
  result["runs"] = flags.runs;
  result["seconds"] = total;
  result["framesPerSecond"] = total > 0 ? frames / total : 0;
  result["stages"] = describe(stages, total, frames);
  result["engineParts"] = describe(parts, partsTotal, frames);
  return result;
}

void printRows(const nlohmann::ordered_json& rows, const char* title) {
  std::printf("\n%-28s %10s %12s %8s\n", title, "s", "ms/frame", "share");
  for (const auto& row : rows) {
    std::printf("%-28s %10.3f %12.3f %7.1f%%\n", row["name"].get<std::string>().c_str(), row["seconds"].get<double>(),
                row["msPerFrame"].get<double>(), 100 * row["share"].get<double>());
  }
}

void printTable(const nlohmann::ordered_json& result) {
  std::printf("%s: %d frames of %d×%d, engine %s, profile %s, %d thread(s), median of %d run(s)\n",
              result["capture"]["file"].get<std::string>().c_str(), result["capture"]["frames"].get<int>(),
              result["capture"]["width"].get<int>(), result["capture"]["height"].get<int>(),
              result["engine"]["name"].get<std::string>().c_str(), result["profile"].get<std::string>().c_str(),
              result["threads"].get<int>(), result["runs"].get<int>());
  std::printf("%s\n%.3f s, %.2f frames/s\n", result["machine"]["processor"].get<std::string>().c_str(),
              result["seconds"].get<double>(), result["framesPerSecond"].get<double>());
  printRows(result["stages"], "stage (wall clock)");
  printRows(result["engineParts"], "engine part (all threads)");
}

ExitCode bench(const Flags& flags) {
  catchInterrupts();
  ThreadPool pool(flags.threads);
  const SteadyClock clock;
  const ScratchFolder scratch;
  const std::vector<EngineEntry> list = engines(flags.device);
  std::vector<Run> runs;
  for (int i = 0; i < flags.runs; ++i) {
    analyze::Request request = flags.request;
    request.out = scratch.path() / "results";
    PartTimes trace;
    ProgressBar progress(clock, isatty(STDERR_FILENO) == 1);
    auto report = analyze::analyze(request, {pool, clock, progress, list, &trace});
    if (!report.ok()) {
      complain(report.error().message);
      return exitCode(report.error());
    }
    runs.push_back({std::move(report).value(), trace.seconds()});
  }
  const auto result = summary(flags, runs);
  if (flags.json) {
    std::puts(result.dump(2).c_str());
  } else {
    printTable(result);
  }
  return done;
}

}  // namespace

void addBenchCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("bench", "Measure where the time goes: ms a frame by stage, frames a second");
  const auto flags = std::make_shared<Flags>();
  command->add_option("capture", flags->request.capture, "video file")->required();
  command->add_option("--engine", flags->request.engine, "auto, cuda, cpu, reference, opencv or opencv-cuda")->capture_default_str();
  command->add_option("--isa", flags->request.isa, "instruction set of the engine cpu: auto, or one that doctor lists")
      ->capture_default_str();
  addDeviceChoice(*command, flags->request.devices);
  addDeviceFlags(*command, flags->device);
  addDecodeFlag(*command, flags->request);
  command->add_option("--threads", flags->threads, "threads of the analysis")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--runs", flags->runs, "runs; medians are printed")->check(CLI::Range(1, 100))->capture_default_str();
  command->add_flag("--json", flags->json, "print JSON instead of the tables");
  addOptionFlags(*command, flags->request.options);
  command->callback([command, flags, exit] {
    settleDecoding(*command, flags->request, flags->device);
    *exit = bench(*flags);
  });
}

}  // namespace gradevault::cli
