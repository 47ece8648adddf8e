#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// The histogram of each luma, of which exposure and highlight are made on the host. Counted in shared
/// memory, then added to the frame's.
///
///   block: 256 × 16 pixels; grid: x the columns, y the rows, z the frame
struct CountLuma {
  static constexpr int threads = 256;
  static constexpr int rows = 16;
  static constexpr int values = 256;
  struct Shared {
    unsigned counts[values];
  };
  Stack<const unsigned char> luma;
  Plane<unsigned> counts;  ///< one row of 256 a frame; 0 before

  Grid grid(int frames) const {
    return {partsOf(luma.width, threads), partsOf(luma.height, rows), frames, threads};
  }

  template <class Thread>
  GRADEVAULT_DEVICE void operator()(const Thread& thread) const {
    Shared& shared = thread.template shared<Shared>();
    thread.write(shared.counts, thread.index(), 0);
    thread.barrier();
    const int x = thread.blockX() * threads + thread.index();
    const int top = thread.blockY() * rows;
    const auto source = thread.layer(luma, thread.blockZ());
    for (int y = top; x < luma.width && y < top + rows && y < luma.height; ++y) {
      thread.add(shared.counts, thread.load(source, x, y), 1);
    }
    thread.barrier();
    const unsigned count = thread.read(shared.counts, thread.index());
    if (count != 0) thread.atomicAdd(counts, thread.index(), thread.blockZ(), count);
  }
};

}  // namespace gradevault::cuda
