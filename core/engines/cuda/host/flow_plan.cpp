#include "host/flow_plan.hpp"

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

Size withApron(Size level) {
  return {level.width + 1, level.height + 1};
}

std::size_t flowBytes(const FlowPlan& plan, int batch) {
  const auto frames = static_cast<std::size_t>(batch);
  const std::size_t finest = planeElements(plan.levels[0]);
  std::size_t bytes = finest * frames * sizeof(float);  // level luma
  for (const Size& level : plan.levels) {
    bytes += planeElements(withApron(level)) * (frames + 1) * (sizeof(Polynomial) + sizeof(float));
  }
  bytes += 2 * finest * frames * sizeof(Displacement);
  if (plan.needsWideWindow()) bytes += 2 * finest * equationPlanes * frames * sizeof(float);
  return bytes;
}

StripShape stripShape(Size level, int pairs, int multiprocessors) {
  using Iterate = IterateFlow<LevelFlow, KeepFlow>;
  // What a block costs before its first row, in rows: those that fill the window, and the first answers of
  // memory.
  constexpr int lead = 24;
  StripShape best;
  double least = 0;
  for (const int threads : {128, Iterate::threads}) {
    // Registers are what bounds the blocks of a multiprocessor.
    const int residents = Iterate::residentBlocks * Iterate::threads / threads;
    const int strips = partsOf(level.width, threads - Iterate::halo) * pairs;
    for (int slices = 1; slices <= partsOf(level.height, Iterate::step); ++slices) {
      const int rows = partsOf(partsOf(level.height, slices), Iterate::step) * Iterate::step;
      const int rounds = partsOf(strips * partsOf(level.height, rows), residents * multiprocessors);
      const double cost = static_cast<double>(rounds) * (rows + lead);
      if (least != 0 && cost >= least) continue;
      least = cost;
      best = {threads, rows};
    }
  }
  return best;
}

}  // namespace gradevault::cuda
