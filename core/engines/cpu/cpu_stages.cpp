#include "cpu_stages.hpp"

#include <utility>

#include "pair_flow.hpp"
#include "saturated_areas.hpp"

namespace gradevault::cpu {
namespace {

using PyramidSpares = Spares<ExpansionPyramid>;

struct KeptPyramid final : FlowState {
  explicit KeptPyramid(PyramidSpares::Lent kept) : pyramid(std::move(kept)) {}
  PyramidSpares::Lent pyramid;
};

/// Halves the range of values eight times: counting pixels is a few instructions for many, a histogram
/// several for each.
int highlightByCounting(const Kernels& kernels, GrayView luma) {
  int low = 0;
  int high = 255;
  while (low < high) {
    const int middle = (low + high) / 2;
    const std::int64_t upTo = luma.pixels() - kernels.countFrom(luma, middle + 1);
    if (100 * upTo >= 99 * luma.pixels()) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

class CpuStages final : public LumaStages {
 public:
  CpuStages(const Options& options, const Kernels& kernels)
      : settings_(flowSettings(options)), kernels_(kernels) {}

  LaplacianSums laplacian(GrayView luma) const override { return kernels_.laplacian(luma); }
  ExposureCounts exposure(GrayView luma) const override { return kernels_.exposure(luma); }
  int highlightLuma(GrayView luma) const override { return highlightByCounting(kernels_, luma); }
  GrayImage averagedDown(GrayView luma, int factor) const override {
    if (factor < 2 || factor > 4 || luma.width() < factor || luma.height() < factor) {
      return LumaStages::averagedDown(luma, factor);
    }
    const Size size = averagedSize(luma.size(), factor);
    GrayImage out(size.width, size.height);
    kernels_.average(luma, factor, out.view());
    return out;
  }
  std::vector<SaturatedBlob> saturatedAreas(GrayView luma, int level) const override {
    return saturatedRuns(kernels_, luma, level);
  }
  std::unique_ptr<FlowState> flowState(GrayView luma) const override {
    // The quick luma's pyramids and the full size's come from here alike; each would grow to the larger.
    PyramidSpares::Lent pyramid = pyramids_.lend(
        [&](const ExpansionPyramid& spare) { return !spare.empty() && spare.front().size() == luma.size(); });
    const ScratchSpares::Lent scratch = scratch_.lend();
    expandPyramid(kernels_, luma, settings_, *scratch, *pyramid);
    return std::make_unique<KeptPyramid>(std::move(pyramid));
  }
  std::int64_t flowLength(const FlowState& before, const FlowState& now) const override {
    SequentialExecutor executor;
    return flowLengthInParts(before, now, executor);
  }
  std::int64_t flowLengthInParts(const FlowState& before, const FlowState& now,
                                 Executor& executor) const override {
    return pairFlow(kernels_, *static_cast<const KeptPyramid&>(before).pyramid,
                    *static_cast<const KeptPyramid&>(now).pyramid, settings_, scratch_, executor, nullptr);
  }

 private:
  FlowSettings settings_;
  const Kernels& kernels_;
  // Memory from frame to frame: pages that are given back and asked for again cost more than the arithmetic
  // on them.
  mutable PyramidSpares pyramids_;
  mutable ScratchSpares scratch_;
};

}  // namespace

std::unique_ptr<LumaStages> makeCpuStages(const Options& options, const Kernels& kernels) {
  return std::make_unique<CpuStages>(options, kernels);
}

}  // namespace gradevault::cpu
