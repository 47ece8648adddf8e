#include "device/launch.cuh"
#include "kernels/close_mask.cuh"
#include "kernels/gradient_ridges.cuh"
#include "kernels/hysteresis.cuh"
#include "kernels/layer_maxima.cuh"
#include "kernels/local_layers.cuh"
#include "kernels/mask_scores.cuh"
#include "kernels/merge_scores.cuh"
#include "kernels/score_frame.cuh"

namespace gradevault::cuda {

template cudaError_t launchKernel(const FindRidges&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const MarkStrongAreas&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const AddEdges&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const MeasureNeighbourhoods&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const CloseMask&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const IntersectMasks&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const FindMaximum<unsigned char>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const FindMaximum<unsigned short>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const FindMaximum<int>&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const ScoreFrame&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const FindLargestSpread&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const MergeScores&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const SumScores&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const MaskScores&, const Grid&, cudaStream_t);
template cudaError_t launchKernel(const CutMask&, const Grid&, cudaStream_t);

}  // namespace gradevault::cuda
