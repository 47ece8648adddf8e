#include "device/launch.cuh"
#include "kernels/average_luma.cuh"
#include "kernels/components.cuh"
#include "kernels/count_luma.cuh"
#include "kernels/measure_blobs.cuh"
#include "kernels/read_surface.cuh"
#include "kernels/sum_laplacian.cuh"

namespace gradevault::cuda {

template cudaError_t launchKernel(const AverageLuma&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const SumLaplacian&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const CountLuma&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const StartLabels<unsigned char>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const StartLabels<unsigned short>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const JoinLabels&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const StartBlobs&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const MeasureBlobs&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const CollectBlobs&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const ReadSurface<unsigned char>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const ReadSurface<unsigned short>&, const Grid&, cudaStream_t);

}  // namespace gradevault::cuda
