#include "device/launch.cuh"
#include "kernels/iterate_flow.cuh"

// IterateFlow takes nvcc longer than all other kernels together, so it lies in two files.

namespace gradevault::cuda {

template cudaError_t launchKernel(const IterateFlow<StillFlow, KeepFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const IterateFlow<CoarserFlow, KeepFlow>&, const Grid&, cudaStream_t);

}  // namespace gradevault::cuda
