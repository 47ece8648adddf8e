#include "pair_flow.hpp"

#include <algorithm>
#include <atomic>

#include "executor/throwing_tasks.hpp"
#include "flow/pyramid_geometry.hpp"

namespace gradevault::cpu {
namespace {

/// Most columns of a stripe: neighbours compute some columns both, a twentieth here, and what three
/// iterations keep of it still fits second-level caches of 1 MiB. 256 and 448 were 10 and 3 % slower, 960 no
/// faster.
constexpr int mostStripeColumns = 1920;
/// Fewest, where stripes run at once: neighbours then compute about a tenth twice.
constexpr int fewestStripeColumns = 160;
constexpr int stripeGrain = 16;  // columns; a cache line, so that no two threads write the same one

int stripesOf(int width, int concurrency) {
  const int needed = (width + mostStripeColumns - 1) / mostStripeColumns;
  return std::max(needed, std::min(concurrency, width / fewestStripeColumns));
}

Stripe stripeAt(int index, int stripes, int width) {
  const auto edge = [&](int i) {
    const auto even = static_cast<int>(std::int64_t{width} * i / stripes);
    return i == stripes ? width : even / stripeGrain * stripeGrain;
  };
  return {edge(index), edge(index + 1)};
}

std::int64_t levelFlow(const Kernels& kernels, const LevelPair& pair, ScratchSpares& spares,
                       Executor& executor) {
  const int width = pair.before.size().width;
  std::atomic<std::int64_t> length = 0;
  const int stripes = stripesOf(width, executor.concurrency());
  runThrowing(executor, stripes, [&](int index) {
    const ScratchSpares::Lent scratch = spares.lend();
    length += kernels.flow(pair, stripeAt(index, stripes, width), scratch->stripe);
  });
  return length;
}

}  // namespace

void expandPyramid(const Kernels& kernels, GrayView luma, const FlowSettings& settings, FlowScratch& scratch,
                   ExpansionPyramid& out) {
  const int coarsest = coarsestLevel(luma.size(), settings.levels);
  out.resize(static_cast<std::size_t>(coarsest) + 1);
  for (int level = 0; level <= coarsest; ++level) {
    kernels.levelLuma(luma, level, scratch.level, scratch.rows);
    kernels.expand(scratch.level, out[static_cast<std::size_t>(level)], scratch.rows);
  }
}

std::int64_t pairFlow(const Kernels& kernels, const ExpansionPyramid& before, const ExpansionPyramid& now,
                      const FlowSettings& settings, ScratchSpares& spares, Executor& executor,
                      FlowPlanes* finest) {
  const ScratchSpares::Lent scratch = spares.lend();
  std::vector<FlowPlanes>& flows = scratch->flows;
  flows.resize(before.size());
  std::int64_t length = 0;
  for (std::size_t level = before.size(); level-- > 0;) {
    FlowPlanes* flow = level == 0 ? finest : &flows[level];
    if (flow != nullptr) flow->resize(before[level].size(), 2);
    const FlowPlanes* coarser = level + 1 < before.size() ? &flows[level + 1] : nullptr;
    length = levelFlow(kernels, {before[level], now[level], coarser, flow, settings}, spares, executor);
  }
  return length;
}

}  // namespace gradevault::cpu
