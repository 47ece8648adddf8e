#include "farneback.hpp"

#include <cassert>

#include "flow/pyramid_geometry.hpp"
#include "flow_solution.hpp"
#include "level_luma.hpp"
#include "normal_equations.hpp"
#include "polynomial_expansion.hpp"

namespace gradevault {

FlowSettings flowSettings(const Options& options) noexcept {
  return {.levels = options.flowLevels, .window = options.flowWindow, .iterations = options.flowIterations};
}

FlowPyramid flowPyramid(GrayView luma, const FlowSettings& settings) {
  const int coarsest = coarsestLevel(luma.size(), settings.levels);
  FlowPyramid pyramid;
  for (int level = 0; level <= coarsest; ++level) {
    pyramid.push_back(polynomialExpansion(levelLuma(luma, level).view()));
  }
  return pyramid;
}

FloatImage farnebackFlow(const FlowPyramid& before, const FlowPyramid& now, const FlowSettings& settings) {
  assert(!before.empty() && before.size() == now.size() && before[0].size() == now[0].size());
  FloatImage flow(before.back().width(), before.back().height(), 2);
  FloatImage equations(before[0].width(), before[0].height(), equationChannels);
  for (std::size_t level = before.size(); level-- > 0;) {
    const Size size = before[level].size();
    if (level + 1 < before.size()) flow = finerFlow(flow.view(), size);
    const ImageView<float> levelEquations = equations.view().cropped({0, 0, size.width, size.height});
    for (int i = 0; i < settings.iterations; ++i) {
      normalEquations(before[level].view(), now[level].view(), flow.view(), levelEquations);
      solveFlow(levelEquations, settings.window, flow.view());
    }
  }
  return flow;
}

}  // namespace gradevault
