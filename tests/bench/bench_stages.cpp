// What each stage costs with each engine, one thread: tests/bench/README.md says how to read it.
#include <benchmark/benchmark.h>

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cpu_edges.hpp"
#include "cpu_stages.hpp"
#include "edges/edge_maps.hpp"
#include "gradevault/luma.hpp"
#include "opencv_edges.hpp"
#include "opencv_stages.hpp"
#include "printed_page.hpp"
#include "ratio_reporter.hpp"
#include "reference_edges.hpp"
#include "reference_stages.hpp"
#ifdef GRADEVAULT_HAS_OPENCV_CUDA
#include "gradevault/engines/opencv_cuda.hpp"
#include "opencv_cuda_edges.hpp"
#include "opencv_cuda_stages.hpp"
#endif

namespace gradevault::bench {
namespace {

struct EngineParts {
  std::string name;
  std::shared_ptr<const LumaStages> luma;
  std::shared_ptr<const EdgeStages> edges;
};

/// Five frames of one page, each a fraction of a pixel further, and what the defect maps get of them.
struct Capture {
  std::vector<GrayImage> luma;
  GrayImage valid;
  std::vector<AlignedFrame> frames;

  explicit Capture(Size size) : valid(size.width, size.height) {
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) valid.at(x, y) = x < 9 || y >= size.height - 7 ? 0 : 255;
    }
    for (unsigned i = 0; i < 5; ++i) luma.push_back(printedPage(size, 0.4 * i, 0.3 * i, i + 1));
    for (const GrayImage& frame : luma) frames.push_back({frame.view(), std::as_const(valid).view()});
  }
  [[nodiscard]] GrayView first() const { return luma[0].view(); }
  [[nodiscard]] GrayView second() const { return luma[1].view(); }
};

std::vector<EngineParts> engines(const Options& options) {
  std::vector<EngineParts> list;
  const std::vector<const cpu::Kernels*>& sets = cpu::availableKernels();
  for (const cpu::Kernels* kernels : sets) {
    const std::string name = kernels == sets.front() ? "cpu" : "cpu-" + std::string(kernels->isa);
    list.push_back({name, cpu::makeCpuStages(options, *kernels), cpu::makeCpuEdges(*kernels)});
  }
  list.push_back({"opencv", makeOpencvStages(options), makeOpencvEdges()});
#ifdef GRADEVAULT_HAS_OPENCV_CUDA
  if (makeOpencvCudaEngine().ok()) {
    list.push_back({"opencv-cuda", makeOpencvCudaStages(options, 0), makeOpencvCudaEdges(0)});
  }
#endif
  list.push_back({"reference", makeReferenceStages(options), makeReferenceEdges()});
  return list;
}

/// `work` gives a value, so that no compiler leaves it out.
template <class Work>
void add(const std::string& stage, Size size, const std::string& engine, Work work) {
  const std::string name =
      stage + '/' + std::to_string(size.width) + 'x' + std::to_string(size.height) + '/' + engine;
  benchmark::RegisterBenchmark(name.c_str(), [work](benchmark::State& state) mutable {
    for (auto _ : state) benchmark::DoNotOptimize(work());
  })->Unit(benchmark::kMillisecond);
}

void addStages(Size size, const Options& options, const EngineParts& engine,
               const std::shared_ptr<const Capture>& capture) {
  const std::shared_ptr<const LumaStages> luma = engine.luma;
  add("flow_state", size, engine.name, [=] { return luma->flowState(capture->first()); });
  add("flow_pair", size, engine.name,
      [=, before = std::shared_ptr<FlowState>(), now = std::shared_ptr<FlowState>()]() mutable {
        if (!before) {
          before = luma->flowState(capture->first());
          now = luma->flowState(capture->second());
        }
        return luma->flowLength(*before, *now);
      });
  add("laplacian", size, engine.name, [=] { return luma->laplacian(capture->first()); });
  add("exposure", size, engine.name, [=] { return luma->exposure(capture->first()); });
  add("highlight", size, engine.name, [=] { return luma->highlightLuma(capture->first()); });
  add("glare", size, engine.name, [=] { return luma->saturatedAreas(capture->first(), options.glareLevel); });
  const int factor = std::max(quickFactor(size), 2);  // the smallest picture would not be averaged
  add("average", size, engine.name, [=] { return luma->averagedDown(capture->first(), factor); });
  add("defect_maps", size, engine.name, [=, edges = engine.edges] {
    SequentialExecutor executor;
    return edgeMaps(capture->frames, options, executor, *edges);
  });
}

}  // namespace
}  // namespace gradevault::bench

int main(int argc, char** argv) {
  using namespace gradevault;
  cv::setNumThreads(1);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const Options options;
  for (const Size size : {Size{640, 480}, Size{1280, 720}, Size{1920, 1080}}) {
    const auto capture = std::make_shared<const bench::Capture>(size);
    for (const bench::EngineParts& engine : bench::engines(options)) bench::addStages(size, options, engine, capture);
  }
  bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
