#include "host/cuda_edges.hpp"
#include "kernel_rows.hpp"
#include "must.hpp"
#include "parts.hpp"

namespace gradevault::bench {
namespace {

constexpr std::size_t goldenFrames = 5;

Json measure(const Plan& plan, const Content& content) {
  const Size size = content.frames[0].size();
  GrayImage valid(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) valid.at(x, y) = x < 9 || y >= size.height - 7 ? 0 : 255;
  }
  std::vector<AlignedFrame> frames;
  for (std::size_t i = 0; i < goldenFrames; ++i) {
    frames.push_back({content.frames[i % content.frames.size()].view(), std::as_const(valid).view()});
  }
  MeasuredDevice opened = plan.device.open();
  const std::vector<double> whole = secondsOfEach(
      plan.repetitions, [&] { (void)must(cuda::cudaEdgeMaps(*opened.device, frames, {})); });
  const auto log = std::make_shared<LaunchLog>(opened.clock);
  TimedDevice timed(std::move(opened), log);
  (void)must(cuda::cudaEdgeMaps(timed, frames, {}));
  return {{"width", size.width},
          {"height", size.height},
          {"content", content.name},
          {"frames", goldenFrames},
          {"milliseconds", spread(whole, 1e3)},
          {"kernels", kernelRows(log->take(), 1)}};
}

}  // namespace

Json measureDefectMaps(const Plan& plan) {
  Json rows = Json::array();
  for (const Content& content : contentsOf(plan)) rows.push_back(measure(plan, content));
  return {{"unit", "milliseconds a call, memory taken and given back; kernels in microseconds a call"}, {"rows", rows}};
}

}  // namespace gradevault::bench
