#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>
#include <span>

#include "commands.hpp"
#include "device_choice_flag.hpp"
#include "device_flags.hpp"
#include "engines.hpp"
#include "gradevault/analyze/analyze.hpp"
#include "gradevault/thread_pool.hpp"
#include "gradevault/cost/price_table.hpp"
#include "interrupt.hpp"
#include "option_flags.hpp"
#include "progress_bar.hpp"
#include "sandbox_flags.hpp"
#include "verdict_text.hpp"

namespace gradevault::cli {
namespace {

namespace fs = std::filesystem;

struct Flags {
  std::vector<std::string> captures;
  std::string out = "results";
  bool json = false;
  int threads = availableThreads();
  DevicePlace device;
  SandboxFlags sandbox;
  cost::PriceTable prices;
  analyze::Request request;
};

/// One capture goes to `out` itself, several each to a folder in it named after the file (with a number when two share
/// a name).
std::vector<fs::path> resultFolders(const Flags& flags) {
  if (flags.captures.size() == 1) return {flags.out};
  std::vector<fs::path> folders;
  std::set<std::string> taken;
  for (const std::string& capture : flags.captures) {
    const std::string stem = fs::path(capture).stem().string();
    std::string folder = stem;
    for (int number = 2; !taken.insert(folder).second; ++number) folder = stem + '-' + std::to_string(number);
    folders.push_back(fs::path(flags.out) / folder);
  }
  return folders;
}

ExitCode analyzeOne(const Flags& flags, const fs::path& capture, const fs::path& out, Executor& executor,
                    std::span<const EngineEntry> engines) {
  analyze::Request request = flags.request;
  request.capture = capture;
  request.out = out;
  const SteadyClock clock;
  auto report = [&] {
    ProgressBar progress(clock, isatty(STDERR_FILENO) == 1);
    analyze::Services services{executor, clock, progress, engines};
    services.open = flags.sandbox.opener();
    services.complete = [&flags](Report& done) { done.cost = cost::costOf(done, flags.prices, 1); };
    return analyze::analyze(request, services);
  }();
  if (!report.ok()) {
    complain(report.error().message);
    return exitCode(report.error());
  }
  if (flags.json) {
    const auto json = toJson(*report, flags.captures.size() == 1 ? 2 : -1);
    std::puts(json.ok() ? json->c_str() : "");
  } else {
    std::fputs(verdictText(*report, out).c_str(), stdout);
  }
  return done;
}

ExitCode analyzeAll(const Flags& flags) {
  catchInterrupts();
  ThreadPool pool(flags.threads);
  const std::vector<EngineEntry> list = engines(flags.device);
  const std::vector<fs::path> folders = resultFolders(flags);
  ExitCode worst = done;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const ExitCode exit = analyzeOne(flags, flags.captures[i], folders[i], pool, list);
    if (exit == interrupted) return exit;
    worst = std::max(worst, exit);
  }
  return worst;
}

}  // namespace

void addAnalyzeCommand(CLI::App& app, ExitCode* exit) {
  CLI::App* command = app.add_subcommand("analyze", "Analyse captures: verdict, checks, golden frames, defect pictures");
  const auto flags = std::make_shared<Flags>();
  command->add_option("captures", flags->captures, "video files (mp4, mov, mkv, webm, avi)")->required();
  command->add_option("--out", flags->out, "result folder; with several captures a folder each is made in it")
      ->capture_default_str();
  command->add_option("--engine", flags->request.engine, "auto, cuda, cpu, reference, opencv or opencv-cuda")
      ->capture_default_str()
      ->envname("GRADEVAULT_ENGINE");
  command->add_option("--isa", flags->request.isa, "instruction set of the engine cpu: auto, or one that doctor lists")
      ->capture_default_str()
      ->envname("GRADEVAULT_ISA");
  addDeviceChoice(*command, flags->request.devices);
  addDeviceFlags(*command, flags->device);
  addDecodeFlag(*command, flags->request);
  addSandboxFlags(*command, flags->sandbox);
  command->add_option("--threads", flags->threads, "threads of the analysis")
      ->check(CLI::Range(1, 256))
      ->capture_default_str()
      ->envname("GRADEVAULT_THREADS");
  command->add_option("--scan-id", flags->request.scanId, "your name for this scan; goes into the report");
  command->add_option("--shot", flags->request.shot, "which shot of the item this is; goes into the report");
  command
      ->add_option_function<std::string>(
          "--prices",
          [flags](const std::string& text) {
            auto prices = cost::priceTable(text);
            if (!prices.ok()) throw CLI::ValidationError("--prices", prices.error().message);
            flags->prices = std::move(prices).value();
          },
          "what a device costs an hour, for the report's estimate; over the defaults: cpu=0.05,T4=0.5,…")
      ->envname("GRADEVAULT_PRICES");
  command->add_flag("--json", flags->json, "print the report on stdout (one line each with several captures)");
  auto& limits = flags->request.limits;
  const auto limit = [&](const char* name, auto& value, const char* description) {
    command->add_option(name, value, description)->check(CLI::PositiveNumber)->capture_default_str()->group("Limits");
  };
  limit("--max-pixels", limits.maxPixels, "largest frame [px]");
  limit("--max-side", limits.maxSide, "longest side of a frame [px]");
  limit("--max-frames", limits.maxFrames, "most frames");
  limit("--max-duration", limits.maxDuration, "longest capture [s]");
  limit("--max-streams", limits.maxStreams, "most streams in the file");
  limit("--max-bytes", limits.maxBytes, "largest file [bytes]");
  addOptionFlags(*command, flags->request.options);
  command->callback([command, flags, exit] {
    settleDecoding(*command, flags->request, flags->device);
    *exit = analyzeAll(*flags);
  });
}

}  // namespace gradevault::cli
