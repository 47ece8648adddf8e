#include <algorithm>

#include "host/cuda_scanner.hpp"
#include "kernel_rows.hpp"
#include "parts.hpp"
#include "scan_inputs.hpp"

namespace gradevault::bench {
namespace {

Json measure(const Plan& plan, const Content& content) {
  const Size size = content.frames[0].size();
  MeasuredDevice opened = plan.device.open();
  const auto log = std::make_shared<LaunchLog>(opened.clock);
  const auto scanner =
      must(cuda::makeCudaScanner(std::make_unique<TimedDevice>(std::move(opened), log), size, {}));
  const auto call = static_cast<std::size_t>(scanner->framesACall());
  const std::vector<ScanInput> inputs = repeated(content.frames, std::min<std::size_t>(call, 2 * content.frames.size()));
  SequentialExecutor executor;
  scanAll(*scanner, inputs, inputs.size(), executor);
  (void)log->take();
  for (int i = 0; i < plan.repetitions; ++i) scanAll(*scanner, inputs, inputs.size(), executor);
  const std::map<std::string, KernelCost> costs = log->take();
  const double frames = plan.repetitions * static_cast<double>(inputs.size());
  double seconds = 0;
  for (const auto& [name, cost] : costs) seconds += cost.seconds;
  return {{"width", size.width},
          {"height", size.height},
          {"content", content.name},
          {"batch", scanner->framesACall() / 2},
          {"microsecondsAFrame", 1e6 * seconds / frames},
          {"kernels", kernelRows(costs, frames)}};
}

}  // namespace

Json measureKernels(const Plan& plan) {
  Json rows = Json::array();
  for (const Content& content : contentsOf(plan)) rows.push_back(measure(plan, content));
  return {{"unit", "microseconds a frame, by the device's events"}, {"rows", rows}};
}

}  // namespace gradevault::bench
