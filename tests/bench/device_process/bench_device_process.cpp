// A scan by an engine here and by the same engine in a child: "nothing" scans without looking, so that its
// child's time is what the process costs; "cpu" is the real one. Two threads, as an analysis has on a small
// machine.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradevault/thread_pool.hpp"
#include "gradevault/device_process/device_process.hpp"
#include "gradevault/device_process/serve.hpp"
#include "gradevault/engines/cpu.hpp"
#include "printed_page.hpp"

namespace gradevault::bench {
namespace {

constexpr const char* asChild = "child";
constexpr int threads = 2;

class NoScanner final : public Scanner {
 public:
  Status scan(std::span<const ScanInput>, std::span<FrameScan> out, Executor&) override {
    for (FrameScan& scan : out) scan.precise.emplace();  // as long an answer as a real one
    return {};
  }
};

class NoEngine final : public Engine {
 public:
  const EngineInfo& info() const noexcept override { return info_; }
  Result<std::unique_ptr<Scanner>> makeScanner(Size, const Options&, Trace*) const override {
    return std::unique_ptr<Scanner>(std::make_unique<NoScanner>());
  }
  Result<DefectMaps> edgeDefectMaps(std::span<const AlignedFrame>, const Options&, Executor&,
                                    Trace*) const override {
    return Error{ErrorCode::unsupported, "nothing makes no defect maps"};
  }

 private:
  EngineInfo info_{.name = "nothing", .device = "cpu", .isa = "", .detail = ""};
};

Result<std::unique_ptr<Engine>> makeHere(std::string_view name, const EngineRequest& request) {
  if (name == "cpu") return makeCpuEngine(request.isa);
  return std::unique_ptr<Engine>(std::make_unique<NoEngine>());
}

Result<std::unique_ptr<Engine>> makeInChild(std::string_view name, const EngineRequest& request) {
  return device_process::makeEngine(name, request, {.arguments = {"bench_device_process", asChild}});
}

using MakeEngine = decltype(&makeHere);

void scan(benchmark::State& state, const std::string& name, Size size, int frames, MakeEngine make) {
  std::vector<GrayImage> pages;
  for (int i = 0; i < 4; ++i)
    pages.push_back(printedPage(size, 0.4 * i, 0.3 * i, static_cast<unsigned>(i + 1)));
  std::vector<ScanInput> inputs;
  for (int i = 0; i < frames; ++i) inputs.push_back({.luma = pages[static_cast<std::size_t>(i % 4)].view()});
  auto engine = make(name, {});
  if (!engine.ok()) return state.SkipWithError(engine.error().message.c_str());
  auto scanner = (*engine)->makeScanner(size, {});
  if (!scanner.ok()) return state.SkipWithError(scanner.error().message.c_str());
  ThreadPool pool(threads);
  std::vector<FrameScan> scans(inputs.size());
  for (auto _ : state) {
    if (const Status status = (*scanner)->scan(inputs, scans, pool); !status) {
      return state.SkipWithError(status.error().message.c_str());
    }
  }
  state.SetItemsProcessed(state.iterations() * frames);
}

void addBenchmarks() {
  for (const Size size : {Size{16, 16}, Size{640, 480}, Size{1280, 720}, Size{1920, 1080}}) {
    for (const auto& [name, frames] : {std::pair("nothing", 32), std::pair("cpu", 4)}) {
      for (const auto& [place, make] : {std::pair("here", &makeHere), std::pair("child", &makeInChild)}) {
        const std::string title = std::string(name) + '/' + std::to_string(size.width) + 'x' +
                                  std::to_string(size.height) + '/' + place;
        benchmark::RegisterBenchmark(title.c_str(), [=, n = std::string(name), f = frames,
                                                     m = make](auto& state) { scan(state, n, size, f, m); })
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
      }
    }
  }
}

int serveAsChild() {
  const Status status = device_process::serve(
      {makeHere, [](int count) { return std::make_unique<ThreadPool>(count); }});
  return status.ok() ? 0 : 1;
}

}  // namespace
}  // namespace gradevault::bench

int main(int argc, char** argv) {
  using namespace gradevault::bench;
  if (argc == 2 && argv[1] == std::string(asChild)) return serveAsChild();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  addBenchmarks();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
