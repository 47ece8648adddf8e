#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

/// The sum of one 64-bit integer a thread over the block's `threads` threads, for thread 0. Every thread must
/// come here. `cells` of shared memory may hold other things before, but for a barrier after their last use,
/// and are free again only after the next barrier.
template <int most, class Thread>
GRADEVAULT_DEVICE long long blockSum(const Thread& thread, long long (&cells)[most], int threads,
                                     long long value) {
  thread.write(cells, thread.index(), value);
  for (int count = threads; count > 1; count = (count + 1) / 2) {
    thread.barrier();
    const int other = thread.index() + (count + 1) / 2;
    if (other >= count) continue;
    value += thread.read(cells, other);
    thread.write(cells, thread.index(), value);
  }
  return value;
}

/// Of a block that is full.
template <int threads, class Thread>
GRADEVAULT_DEVICE long long blockSum(const Thread& thread, long long (&cells)[threads], long long value) {
  return blockSum(thread, cells, threads, value);
}

}  // namespace gradevault::cuda
