#include "scan/batch_scanner.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "gradevault/luma.hpp"
#include "gradevault/scan_call.hpp"
#include "scan/motion.hpp"

namespace gradevault {
namespace {

/// What a frame leaves for the next one. The full-size state is absent when it would be the quick one again.
struct FrameState {
  std::shared_ptr<const FlowState> quick;
  std::shared_ptr<const FlowState> precise;
};

std::string sizeText(Size size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

class BatchScanner final : public Scanner {
 public:
  BatchScanner(Size size, const Options& options, std::unique_ptr<LumaStages> stages, Trace* trace)
      : size_(size),
        options_(options),
        factor_(quickFactor(size, options.quickLongSide)),
        stages_(std::move(stages)),
        trace_(trace) {}

  Status scan(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) override {
    if (const Status arguments = checkScanCall(size_, frames, out.size()); !arguments) return arguments;
    const auto group = static_cast<std::size_t>(std::max(executor.concurrency(), 1));
    for (std::size_t first = 0; first < frames.size(); first += group) {
      const std::size_t count = std::min(group, frames.size() - first);
      if (Status status = scanGroup(frames.subspan(first, count), out.subspan(first, count), executor);
          !status) {
        before_ = {};
        return status;
      }
    }
    return {};
  }

 private:
  Status scanGroup(std::span<const ScanInput> frames, std::span<FrameScan> out, Executor& executor) {
    std::vector<FrameState> states(frames.size());
    Status status = runAll(frames.size(), executor,
                           [&](std::size_t i) { states[i] = scanAlone(frames[i].luma, out[i]); });
    if (!status) return status;
    // As many pairs as can run at once need not be cut.
    SequentialExecutor whole;
    const bool few = static_cast<int>(frames.size()) < executor.concurrency();
    Executor& forPairs = few ? executor : static_cast<Executor&>(whole);
    status = runAll(frames.size(), executor, [&](std::size_t i) {
      const FrameState& before = i == 0 ? before_ : states[i - 1];
      if (before.quick && !frames[i].restart) measureMotion(before, states[i], out[i], forPairs);
    });
    before_ = std::move(states.back());
    return status;
  }

  /// Tasks must not throw into the executor: what they throw becomes the error of the first that failed.
  template <class Task>
  static Status runAll(std::size_t count, Executor& executor, const Task& task) {
    std::vector<std::optional<std::string>> failures(count);
    executor.parallelFor(static_cast<int>(count), [&](int index) {
      const auto i = static_cast<std::size_t>(index);
      try {
        task(i);
      } catch (const std::exception& failure) {
        failures[i] = failure.what();
      }
    });
    for (const std::optional<std::string>& failure : failures) {
      if (failure) return Error{ErrorCode::internal, "the scan of a frame failed: " + *failure};
    }
    return {};
  }

  FrameState scanAlone(GrayView luma, FrameScan& result) const {
    result = {};
    FrameState state;
    GrayImage averaged;
    if (factor_ > 1) {
      const TracedPart part(trace_, "quick.average");
      averaged = stages_->averagedDown(luma, factor_);
    }
    const GrayView quick = factor_ > 1 ? std::as_const(averaged).view() : luma;
    result.quick.sharpness = sharpness(quick, "quick.sharpness");
    {
      const TracedPart part(trace_, "quick.exposure");
      writeExposure(stages_->exposure(quick), quick.pixels(), result.quick);
      result.quick.highlightLuma = stages_->highlightLuma(quick);
    }
    {
      const TracedPart part(trace_, "quick.glare");
      result.quick.glare = glareFrom(stages_->saturatedAreas(quick, options_.glareLevel), quick.pixels(),
                                     options_.glareBlobShare);
    }
    state.quick = flowState(quick, "quick.flow");
    if (options_.profile == Profile::precise) {
      result.precise.emplace();
      result.precise->sharpness = factor_ > 1 ? sharpness(luma, "precise.sharpness") : result.quick.sharpness;
      if (factor_ > 1) state.precise = flowState(luma, "precise.flow");
    }
    return state;
  }

  void measureMotion(const FrameState& before, const FrameState& now, FrameScan& result,
                     Executor& executor) const {
    const Size quick = averagedSize(size_, factor_);
    result.quick.motion = meanLength(*before.quick, *now.quick, quick, executor, "quick.flow");
    if (!result.precise) return;
    result.precise->motion = now.precise
                                 ? meanLength(*before.precise, *now.precise, size_, executor, "precise.flow")
                                 : result.quick.motion;
  }

  double sharpness(GrayView luma, std::string_view part) const {
    const TracedPart traced(trace_, part);
    return variance(stages_->laplacian(luma));
  }

  std::unique_ptr<FlowState> flowState(GrayView luma, std::string_view part) const {
    const TracedPart traced(trace_, part);
    return stages_->flowState(luma);
  }

  double meanLength(const FlowState& before, const FlowState& now, Size size, Executor& executor,
                    std::string_view part) const {
    const TracedPart traced(trace_, part);
    return meanFlowLength(stages_->flowLengthInParts(before, now, executor),
                          std::int64_t{size.width} * size.height);
  }

  Size size_;
  Options options_;
  int factor_;
  std::unique_ptr<LumaStages> stages_;
  Trace* trace_;
  FrameState before_;
};

}  // namespace

std::unique_ptr<Scanner> makeBatchScanner(Size size, const Options& options,
                                          std::unique_ptr<LumaStages> stages, Trace* trace) {
  return std::make_unique<BatchScanner>(size, options, std::move(stages), trace);
}

Status checkScannerArguments(Size size, const Options& options) {
  constexpr std::int64_t mostPixels = std::int64_t{1} << 31;
  const bool fits =
      size.width >= 1 && size.height >= 1 && std::int64_t{size.width} * size.height <= mostPixels;
  if (!fits) {
    return Error{ErrorCode::invalid_argument,
                 "no scanner for frames of " + sizeText(size) + ": 1 to 2^31 pixels are possible"};
  }
  return validate(options);
}

}  // namespace gradevault
