#pragma once

#include "block_sum.cuh"
#include "flow_sink.cuh"
#include "flow_source.cuh"
#include "normal_equations.cuh"
#include "solve_flow.cuh"
#include "window_tree.cuh"

namespace gradevault::cuda {

// One iteration of the flow with any odd window of 3 … 63, in three plain kernels with their planes in global
// memory between them. For windows other than 15, which IterateFlow does in one; slower, and right.
//
//   blocks of 128 × 1 pixels; grid: x along the row, y the row, z the pair

/// The normal equations of every pixel.
template <class Source>
struct BuildEquations {
  static constexpr int threads = 128;
  Expansions expansions;
  Ring ring;
  Source source;
  Stack<float> equations;  ///< `equationPlanes` a pair

  Grid grid(int pairs) const {
    return {partsOf(expansions.width(), threads), expansions.height(), pairs, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    const int pair = thread.blockZ();
    if (x >= expansions.width()) return;
    const Expansion before = expansionOf(thread, expansions, (ring.first + pair) % ring.size);
    const Expansion now = expansionOf(thread, expansions, (ring.first + pair + 1) % ring.size);
    const Observation seen = observe(thread, before, now, source.at(thread, pair, x, y), x, y);
    const Equations out =
        equationsOf(seen, borderWeight(x, expansions.width()) * borderWeight(y, expansions.height()));
    for (int c = 0; c < equationPlanes; ++c) {
      thread.store(thread.layer(equations, pair * equationPlanes + c), x, y, out.value[c]);
    }
  }
};

/// The window's sums down the columns, edges replicated.
struct SumColumns {
  static constexpr int threads = 128;
  Stack<const float> equations;
  Stack<float> sums;
  int window = 15;

  Grid grid(int pairs) const {
    return {partsOf(equations.width, threads), equations.height, pairs * equationPlanes, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    if (x >= equations.width) return;
    const auto source = thread.layer(equations, thread.blockZ());
    const auto at = [&](int i) {
      return thread.load(source, x, replicate(y - window / 2 + i, equations.height));
    };
    thread.store(thread.layer(sums, thread.blockZ()), x, y, windowSum(at, window));
  }
};

/// The sums along the rows, and the solution.
template <class Sink>
struct SumRowsAndSolve {
  static constexpr int threads = 128;
  struct Shared {
    long long lengths[threads];
  };
  Stack<const float> sums;
  Sink sink;
  int window = 15;
  float scale = 1.0F / 225.0F;

  Grid grid(int pairs) const { return {partsOf(sums.width, threads), sums.height, pairs, threads}; }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    const int x = thread.blockX() * threads + thread.index();
    const int y = thread.blockY();
    const int pair = thread.blockZ();
    long long length = 0;
    if (x < sums.width) {
      Equations total;
      for (int c = 0; c < equationPlanes; ++c) {
        const auto source = thread.layer(sums, pair * equationPlanes + c);
        const auto at = [&](int i) {
          return thread.load(source, replicate(x - window / 2 + i, sums.width), y);
        };
        total.value[c] = windowSum(at, window);
      }
      const Displacement flow = solvedFlow(thread, total, scale);
      if constexpr (Sink::keeps) {
        thread.store(thread.layer(sink.flow, pair), x, y, flow);
      } else {
        length = fixedLength(thread, flow);
      }
    }
    if constexpr (!Sink::keeps) {
      Shared& shared = thread.template shared<Shared>();
      const long long sum = blockSum(thread, shared.lengths, length);
      if (thread.index() == 0) thread.atomicAdd(sink.sums, pair, 0, sum);
    }
  }
};

}  // namespace gradevault::cuda
