#pragma once

#include "block_sum.cuh"
#include "flow_sink.cuh"
#include "normal_equations.cuh"
#include "solve_flow.cuh"
#include "window_tree.cuh"

namespace gradevault::cuda {

/// One iteration of the flow with a window of 15, all in one: normal equations, window sums, solution. A
/// block walks down a strip of columns, so that rows are never computed twice but at its start; the equations
/// themselves touch no memory at all.
///
///   thread t owns column 112·bx − 7 + t (clamped to the picture, which replicates the edges) and slides the
///   window down it in registers; after every 8 rows the column sums lie in shared memory, and 14 · 8 threads
///   sum them along the rows, each a run of 8 neighbours, and solve.
///
///        columns    −7 … −1 │ 0 … 111 │ 112 … 118 (119, 120: idle)
///        sums       [row 0 … 7][equation 0 … 4][column], 129 apart
///        flow       [x, y][row 0 … 7][column], 113 apart
///
///   The odd pitches put the 32 lanes of a warp (8 rows × 4 runs) in 32 different banks; the flow goes through
///   shared memory so that its planes are written along the rows.
///   grid: x the strips, y `rowsPerBlock` rows each (a multiple of 8), z the pair. The first 16 rows of a
///   block only fill the window.
template <class Source, class Sink>
struct IterateFlow {
  static constexpr int threads = 128;
  static constexpr int residentBlocks = 4;  ///< 128 registers; nvcc 13 spills 8 to 24 bytes, for five blocks 250
  static constexpr int radius = 7;
  static constexpr int step = 8;  ///< rows between two barriers
  static constexpr int runs = 14;
  static constexpr int width = runs * WindowRun15::outputs;
  static constexpr int sumPitch = threads + 1;
  static constexpr int flowPitch = width + 1;
  struct Shared {
    float sums[step * equationPlanes * sumPitch];
    float flow[flowPlanes * step * flowPitch];
    long long lengths[threads];
  };

  Stack<const float> expansions;  ///< `expansionPlanes` a place of the ring
  Ring ring;                      ///< the first pair's earlier frame; the later one is the next place
  Source source;
  Sink sink;
  int rowsPerBlock = 64;
  float scale = 1.0F / 225.0F;

  Grid grid(int pairs) const {
    return {partsOf(expansions.width, width), partsOf(expansions.height, rowsPerBlock), pairs, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int pair = thread.blockZ();
    const int left = thread.blockX() * width;
    const int column = replicate(left - radius + thread.index(), expansions.width);
    const int top = thread.blockY() * rowsPerBlock;
    const int bottom = top + rowsPerBlock < expansions.height ? top + rowsPerBlock : expansions.height;
    const Expansion before = expansionOf(thread, expansions, (ring.first + pair) % ring.size);
    const Expansion now = expansionOf(thread, expansions, (ring.first + pair + 1) % ring.size);

    ColumnWindow15 windows[equationPlanes];
    long long length = 0;
    for (int y = top - 2 * step; y < bottom; y += step) {
      GRADEVAULT_UNROLL
      for (int i = 0; i < step; ++i) {
        const int row = replicate(y + i + radius, expansions.height);
        const Displacement flow = source.at(thread, pair, column, row);
        const Equations equations = normalEquationsAt(thread, before, now, flow, column, row);
        GRADEVAULT_UNROLL
        for (int c = 0; c < equationPlanes; ++c) {
          const float sum = windows[c].slide(equations.value[c]);
          if (y >= top) thread.write(shared.sums, (i * equationPlanes + c) * sumPitch + thread.index(), sum);
        }
      }
      if (y < top) continue;
      thread.barrier();
      length += solveRun(thread, shared, left, y, bottom);
      thread.barrier();
      if constexpr (Sink::keeps) writeRows(thread, shared, left, y, bottom);
    }
    if constexpr (!Sink::keeps) {
      const long long sum = blockSum(thread, shared.lengths, length);
      if (thread.index() == 0) thread.atomicAdd(sink.sums, pair, 0, sum);
    }
  }

 private:
  /// One thread's run of 8 pixels; their lengths, when that is what the sink wants.
  template <class Thread>
  GRADEVAULT_DEVICE long long solveRun(const Thread& thread, Shared& shared, int left, int y,
                                       int bottom) const {
    const int i = thread.index() % step;
    const int first = thread.index() / step * WindowRun15::outputs;
    if (first >= width) return 0;
    float sums[equationPlanes][WindowRun15::outputs];
    GRADEVAULT_UNROLL
    for (int c = 0; c < equationPlanes; ++c) {
      float values[WindowRun15::inputs];
      GRADEVAULT_UNROLL
      for (int k = 0; k < WindowRun15::inputs; ++k) {
        values[k] = thread.read(shared.sums, (i * equationPlanes + c) * sumPitch + first + k);
      }
      WindowRun15::sum(values, sums[c]);
    }
    long long length = 0;
    GRADEVAULT_UNROLL
    for (int k = 0; k < WindowRun15::outputs; ++k) {
      Equations total;
      GRADEVAULT_UNROLL
      for (int c = 0; c < equationPlanes; ++c) total.value[c] = sums[c][k];
      const Displacement flow = solvedFlow(thread, total, scale);
      if constexpr (Sink::keeps) {
        thread.write(shared.flow, (flowX * step + i) * flowPitch + first + k, flow.x);
        thread.write(shared.flow, (flowY * step + i) * flowPitch + first + k, flow.y);
      } else {
        if (y + i < bottom && left + first + k < expansions.width) length += fixedLength(thread, flow);
      }
    }
    return length;
  }

  template <class Thread>
  GRADEVAULT_DEVICE void writeRows(const Thread& thread, Shared& shared, int left, int y, int bottom) const {
    const int x = left + thread.index();
    if (thread.index() >= width || x >= expansions.width) return;
    const auto outX = thread.layer(sink.flow, thread.blockZ() * flowPlanes + flowX);
    const auto outY = thread.layer(sink.flow, thread.blockZ() * flowPlanes + flowY);
    for (int i = 0; i < step && y + i < bottom; ++i) {
      thread.store(outX, x, y + i, thread.read(shared.flow, (flowX * step + i) * flowPitch + thread.index()));
      thread.store(outY, x, y + i, thread.read(shared.flow, (flowY * step + i) * flowPitch + thread.index()));
    }
  }
};

}  // namespace gradevault::cuda
