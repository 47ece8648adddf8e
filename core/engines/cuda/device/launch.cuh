#pragma once

#include "device/launch.hpp"
#include "kernels/device_thread.cuh"
#include "kernels/kernel_traits.cuh"

namespace gradevault::cuda {

template <class Kernel>
cudaError_t launchKernel(const Kernel& kernel, const Grid& grid, cudaStream_t stream) {
  static_assert(sharedBytes<Kernel>() <= 48 * 1024, "more than a block has without asking for it");
  const dim3 blocks(static_cast<unsigned>(grid.x), static_cast<unsigned>(grid.y),
                    static_cast<unsigned>(grid.z));
  run<<<blocks, static_cast<unsigned>(grid.threads), sharedBytes<Kernel>(), stream>>>(kernel);
  return cudaGetLastError();
}

}  // namespace gradevault::cuda
