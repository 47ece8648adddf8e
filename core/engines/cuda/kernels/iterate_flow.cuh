#pragma once

#include "block_sum.cuh"
#include "column_walk.cuh"
#include "flow_sink.cuh"
#include "solve_flow.cuh"

namespace gradevault::cuda {

/// How IterateFlow cuts a level into blocks; the result does not depend on it.
struct StripShape {
  int threads = 192;  ///< a multiple of 32
  int rows = 64;      ///< a multiple of 8
};

/// One iteration of the flow with a window of 15, all in one: normal equations, window sums, solution. A
/// block walks down a strip of columns, so that rows are never computed twice but at its start; the equations
/// themselves touch no memory at all.
///
///   thread t owns column width·bx − 7 + t (clamped to the picture, which replicates the edges) and slides
///   the window down it in registers; after every 8 rows the column sums lie in shared memory, and `width`
///   threads sum them along the rows, each a run of 8 neighbours of one row, and solve.
///
///        columns    −7 … −1 │ 0 … width−1 │ width … width+6 (the last two threads idle)
///        sums       [equation 0 … 4][row 0 … 7][column], 196 apart
///
///   A run is read by fours; the pitch of 49 fours puts the 8 lanes that read at a time (the rows of one run)
///   into all 32 banks. Neighbouring lanes write runs of different rows, which the L2 cache puts together.
///   grid: x the strips, y `shape.rows` rows each (a multiple of 8), z the pair. The first 16 rows of a block
///   only fill the window.
template <class Source, class Sink>
struct IterateFlow {
  static constexpr int threads = 192;       ///< at most; `shape.threads` of them, at least 32
  static constexpr int residentBlocks = 2;  ///< 168 registers hold the window and a row that is on its way
  static constexpr int step = ColumnWalk<Source>::step;
  static constexpr int halo = 16;  ///< columns of a block that it does not solve
  static constexpr int pitch = threads + 4;

  union Shared {
    alignas(16) float sums[equationPlanes * step * pitch];
    long long lengths[threads];
  };

  Expansions expansions;
  Ring ring;  ///< the first pair's earlier frame; the later one is the next place
  Source source;
  Sink sink;
  StripShape shape;
  float scale = 1.0F / 225.0F;

  Grid grid(int pairs) const {
    return {partsOf(expansions.width(), shape.threads - halo), partsOf(expansions.height(), shape.rows),
            pairs, shape.threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    const int pair = thread.blockZ();
    const int width = shape.threads - halo;
    const int left = thread.blockX() * width;
    const int top = thread.blockY() * shape.rows;
    const int bottom = top + shape.rows < expansions.height() ? top + shape.rows : expansions.height();
    ColumnWalk<Source> walk;
    walk.begin(thread, expansions, ring, source, pair, left - windowRadius + thread.index(),
               top - 2 * step + windowRadius);
    long long length = 0;
    for (int y = top - 2 * step; y < bottom; y += step) {
      walk.rows(thread, source, y + windowRadius, [&](int row, int equation, float sum) {
        thread.write(shared.sums, (equation * step + row) * pitch + thread.index(), sum);
      });
      if (y < top) continue;
      thread.barrier();
      length += solveRun(thread, shared, left, width, y, bottom);
      thread.barrier();
    }
    if constexpr (!Sink::keeps) {
      const long long sum = blockSum(thread, shared.lengths, shape.threads, length);
      if (thread.index() == 0) thread.atomicAdd(sink.sums, pair, 0, sum);
    }
  }

 private:
  /// One thread's run of 8 pixels; their lengths, when that is what the sink wants.
  template <class Thread>
  GRADEVAULT_DEVICE long long solveRun(const Thread& thread, Shared& shared, int left, int width, int y,
                                       int bottom) const {
    const int row = thread.index() % step;
    const int first = thread.index() / step * WindowRun15::outputs;
    const int x = left + first;
    const int end = expansions.width();
    if (first >= width || y + row >= bottom || x >= end) return 0;
    float sums[equationPlanes][WindowRun15::outputs];
    GRADEVAULT_UNROLL
    for (int c = 0; c < equationPlanes; ++c) {
      float values[WindowRun15::inputs + 2];
      GRADEVAULT_UNROLL
      for (int k = 0; k < WindowRun15::inputs + 2; k += 4) {
        thread.readFour(shared.sums, (c * step + row) * pitch + first + k, values + k);
      }
      WindowRun15::sum(values, sums[c]);
    }
    Displacement flow[WindowRun15::outputs];
    GRADEVAULT_UNROLL
    for (int k = 0; k < WindowRun15::outputs; ++k) {
      Equations total;
      GRADEVAULT_UNROLL
      for (int c = 0; c < equationPlanes; ++c) total.value[c] = sums[c][k];
      flow[k] = solvedFlow(thread, total, scale);
    }
    return take(thread, flow, x, y + row, end);
  }

  template <class Thread>
  GRADEVAULT_DEVICE long long take(const Thread& thread, const Displacement (&flow)[WindowRun15::outputs],
                                   int x, int y, int end) const {
    long long length = 0;
    if constexpr (Sink::keeps) {
      const auto out = thread.layer(sink.flow, thread.blockZ());
      GRADEVAULT_UNROLL
      for (int k = 0; k < WindowRun15::outputs; k += 2) {
        if (x + k + 1 < end) {
          thread.storePair(out, x + k, y, flow[k], flow[k + 1]);
        } else if (x + k < end) {
          thread.store(out, x + k, y, flow[k]);
        }
      }
    } else {
      GRADEVAULT_UNROLL
      for (int k = 0; k < WindowRun15::outputs; ++k) {
        if (x + k < end) length += fixedLength(thread, flow[k]);
      }
    }
    return length;
  }
};

}  // namespace gradevault::cuda
