#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

/// The sum of one 64-bit integer a thread over the block, for thread 0. Every thread must come here. `cells`
/// of shared memory are free again only after the next barrier.
template <int threads, class Thread>
GRADEVAULT_DEVICE long long blockSum(const Thread& thread, long long (&cells)[threads], long long value) {
  static_assert((threads & (threads - 1)) == 0, "the tree halves the block");
  thread.write(cells, thread.index(), value);
  for (int half = threads / 2; half > 0; half /= 2) {
    thread.barrier();
    if (thread.index() >= half) continue;
    value += thread.read(cells, thread.index() + half);
    thread.write(cells, thread.index(), value);
  }
  return value;
}

}  // namespace gradevault::cuda
