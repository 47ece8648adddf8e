#pragma once

#include <cuda_runtime_api.h>

#include "kernels/dialect.cuh"

namespace gradevault::cuda {

/// Queues a kernel on a stream; what the runtime says of the launch. Defined in launch.cuh, which nvcc alone
/// reads, and instantiated by the .cu files for each kernel of any_kernel.cuh.
template <class Kernel>
cudaError_t launchKernel(const Kernel& kernel, const Grid& grid, cudaStream_t stream);

}  // namespace gradevault::cuda
