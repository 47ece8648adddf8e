#include "device/launch.cuh"
#include "kernels/blur_luma.cuh"
#include "kernels/decimate_luma.cuh"
#include "kernels/expand_level.cuh"
#include "kernels/wide_window.cuh"

namespace gradevault::cuda {

template cudaError_t launchKernel(const BlurLuma&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const DecimateLuma&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const ExpandLevel&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const BuildEquations<StillFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const BuildEquations<LevelFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const BuildEquations<CoarserFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const SumColumns&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const SumRowsAndSolve<KeepFlow>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const SumRowsAndSolve<SumFlowLengths>&, const Grid&, cudaStream_t);

}  // namespace gradevault::cuda
