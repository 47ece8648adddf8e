#include "device/launch.cuh"
#include "kernels/iterate_flow.cuh"

namespace gradevault::cuda {

template cudaError_t launchKernel(const IterateFlow<LevelFlow, KeepFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const IterateFlow<LevelFlow, SumFlowLengths>&, const Grid&, cudaStream_t);

}  // namespace gradevault::cuda
