#pragma once

#include "dialect.cuh"

namespace gradevault::cuda {

/// The largest of one integer a thread over the block, for thread 0; otherwise as blockSum.
template <int threads, class Thread>
GRADEVAULT_DEVICE long long blockMax(const Thread& thread, long long (&cells)[threads], long long value) {
  static_assert((threads & (threads - 1)) == 0, "the tree halves the block");
  thread.write(cells, thread.index(), value);
  for (int half = threads / 2; half > 0; half /= 2) {
    thread.barrier();
    if (thread.index() >= half) continue;
    const long long other = thread.read(cells, thread.index() + half);
    value = other > value ? other : value;
    thread.write(cells, thread.index(), value);
  }
  return value;
}

}  // namespace gradevault::cuda
