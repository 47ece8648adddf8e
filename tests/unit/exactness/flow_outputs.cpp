#include "flow_outputs.hpp"

#include "pair_flow.hpp"
#include "polynomial_expansion.hpp"
#include "scan/motion.hpp"

namespace gradevault::testing {
namespace {

/// Planes interleaved, as the reference has them.
FloatImage interleaved(const cpu::FlowPlanes& planes, int channels) {
  FloatImage out(planes.size().width, planes.size().height, channels);
  for (int y = 0; y < out.height(); ++y) {
    for (int c = 0; c < channels; ++c) {
      const float* plane = planes.row(y, c);
      float* row = out.view().row(y) + c;
      for (int x = 0; x < out.width(); ++x) row[x * channels] = plane[x];
    }
  }
  return out;
}

std::vector<FloatImage> interleaved(const cpu::ExpansionPyramid& pyramid) {
  std::vector<FloatImage> levels;
  for (const cpu::FlowPlanes& level : pyramid) levels.push_back(interleaved(level, expansionChannels));
  return levels;
}

}  // namespace

FlowOutputs referenceFlow(GrayView before, GrayView now, const FlowSettings& settings) {
  FlowOutputs out{
      .before = flowPyramid(before, settings), .now = flowPyramid(now, settings), .flow = {}, .lengthSum = 0};
  out.flow = farnebackFlow(out.before, out.now, settings);
  out.lengthSum = flowLengthSum(out.flow.view());
  return out;
}

FlowOutputs cpuFlow(const cpu::Kernels& kernels, GrayView before, GrayView now, const FlowSettings& settings,
                    Executor& executor) {
  cpu::FlowScratch scratch;
  cpu::ScratchSpares spares;
  cpu::ExpansionPyramid from;
  cpu::ExpansionPyramid to;
  cpu::expandPyramid(kernels, before, settings, scratch, from);
  cpu::expandPyramid(kernels, now, settings, scratch, to);
  cpu::FlowPlanes flow;
  FlowOutputs out;
  out.lengthSum = cpu::pairFlow(kernels, from, to, settings, spares, executor, &flow);
  out.before = interleaved(from);
  out.now = interleaved(to);
  out.flow = interleaved(flow, 2);
  return out;
}

}  // namespace gradevault::testing
