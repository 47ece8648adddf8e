#include <algorithm>
#include <cstdint>

#include "flow_pairs.hpp"
#include "gradevault/thread_pool.hpp"
#include "host/cuda_scanner.hpp"
#include "parts.hpp"
#include "resident_frames.hpp"
#include "scan_inputs.hpp"

namespace gradevault::bench {
namespace {

/// As many frames a batch as asked for, whatever the scanner would choose.
cuda::ScanLimits limitsFor(int batch) {
  return {.deviceBytes = SIZE_MAX, .batch = batch, .batchPixels = SIZE_MAX};
}

struct ScanTimes {
  std::vector<double> resident, copied;  ///< s a frame
};

ScanTimes scanSeconds(const Plan& plan, const std::vector<GrayImage>& frames, int batch) {
  ScanTimes times;
  const auto size = static_cast<std::size_t>(batch);
  const std::size_t calls = std::max<std::size_t>(2, static_cast<std::size_t>(plan.frames) / (2 * size));
  const std::vector<ScanInput> inputs = repeated(frames, 2 * size * calls);
  const auto aFrame = [&](std::vector<double> samples) {
    for (double& seconds : samples) seconds /= static_cast<double>(inputs.size());
    return samples;
  };
  {
    const auto travel = std::make_shared<Travel>();
    const auto scanner = must(cuda::makeCudaScanner(
        std::make_unique<ResidentFramesDevice>(plan.device.open().device, travel), frames[0].size(), {}, nullptr,
        limitsFor(batch)));
    StagingExecutor staging(travel);
    // A scanner has room for two frames at least, so a batch of one is a call of one.
    const std::size_t call = batch == 1 ? 1 : inputs.size();
    scanAll(*scanner, inputs, call, staging);
    travel->over = true;
    times.resident =
        aFrame(secondsOfEach(plan.repetitions, [&] { scanAll(*scanner, inputs, call, staging); }));
  }
  const auto scanner =
      must(cuda::makeCudaScanner(plan.device.open().device, frames[0].size(), {}, nullptr, limitsFor(batch)));
  ThreadPool pool(plan.threads);
  const std::size_t call = batch == 1 ? 1 : 2 * size;
  times.copied = aFrame(secondsOfEach(plan.repetitions, [&] { scanAll(*scanner, inputs, call, pool); }));
  return times;
}

Json measure(const Plan& plan, const Content& content, int batch) {
  const Size size = content.frames[0].size();
  Json row{{"width", size.width}, {"height", size.height}, {"content", content.name}, {"batch", batch}};
  row["flow"] = spread(flowSeconds(plan, content.frames, batch), 1e6);
  const ScanTimes scans = scanSeconds(plan, content.frames, batch);
  row["scanOnDevice"] = spread(scans.resident, 1e6);
  row["scanWithCopies"] = spread(scans.copied, 1e6);
  return row;
}

}  // namespace

Json measurePairs(const Plan& plan) {
  Json rows = Json::array();
  for (const Content& content : contentsOf(plan)) {
    for (const int batch : plan.batches) rows.push_back(measure(plan, content, batch));
  }
  return {{"unit", "microseconds a pair"}, {"threads", plan.threads}, {"rows", rows}};
}

}  // namespace gradevault::bench
