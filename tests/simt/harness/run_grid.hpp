#pragma once

#include <algorithm>
#include <vector>

#include "host_thread.hpp"
#include "kernels/dialect.cuh"
#include "kernels/kernel_traits.cuh"

namespace gradevault::simt {

/// Runs a kernel over its grid on fibres, one block after another, in the schedule's order.
template <class Kernel>
[[nodiscard]] Findings runGrid(const Kernel& kernel, const cuda::Grid& grid, Schedule schedule = {}) {
  Findings findings;
  if (grid.threads < 1 || grid.threads > Kernel::threads) {
    findings.add(FindingKind::endless, "the grid has more threads than the kernel is made for, or none");
    return findings;
  }
  std::vector<BlockIndex> blocks;
  for (int z = 0; z < grid.z; ++z) {
    for (int y = 0; y < grid.y; ++y) {
      for (int x = 0; x < grid.x; ++x) blocks.push_back({x, y, z});
    }
  }
  if (schedule.order == Schedule::Order::descending) std::reverse(blocks.begin(), blocks.end());
  if (schedule.order == Schedule::Order::shuffled) {
    std::mt19937 random(schedule.seed + 1);
    std::shuffle(blocks.begin(), blocks.end(), random);
  }
  BlockRun run(grid.threads, cuda::sharedBytes<Kernel>(), schedule, findings);
  for (const BlockIndex& block : blocks) {
    run.run(block, [&](int index) { kernel(HostThread(run, index)); });
  }
  return findings;
}

}  // namespace gradevault::simt
