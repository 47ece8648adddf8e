#include "host/flow_plan.hpp"

#include <algorithm>

#include "flow/pyramid_geometry.hpp"
#include "host/plane_memory.hpp"
#include "kernels/expansion_planes.cuh"
#include "kernels/iterate_flow.cuh"

namespace gradevault::cuda {

FlowPlan flowPlan(Size size, const Options& options) {
  FlowPlan plan;
  plan.window = options.flowWindow;
  plan.iterations = options.flowIterations;
  const int coarsest = coarsestLevel(size, options.flowLevels);
  for (int level = 0; level <= coarsest; ++level) plan.levels.push_back(levelSize(size, level));
  return plan;
}

std::size_t flowBytes(const FlowPlan& plan, int batch) {
  const auto frames = static_cast<std::size_t>(batch);
  const std::size_t finest = planeElements(plan.levels[0]);
  std::size_t elements = finest * frames;  // level luma
  for (const Size& level : plan.levels) elements += planeElements(level) * expansionPlanes * (frames + 1);
  elements += 2 * finest * flowPlanes * frames;
  if (plan.needsWideWindow()) elements += 2 * finest * equationPlanes * frames;
  return elements * sizeof(float);
}

int rowsPerBlock(Size level, int pairs) {
  // Two rounds over an H200's 132 multiprocessors; below that, smaller blocks.
  constexpr int enoughBlocks = 2 * 132 * IterateFlow<LevelFlow, KeepFlow>::residentBlocks;
  using Iterate = IterateFlow<LevelFlow, KeepFlow>;
  const int strips = partsOf(level.width, Iterate::width) * pairs;
  int rows = 128;
  while (rows > 16 && strips * partsOf(level.height, rows) < enoughBlocks) rows /= 2;
  return rows;
}

}  // namespace gradevault::cuda
