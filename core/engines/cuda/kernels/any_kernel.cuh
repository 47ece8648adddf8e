#pragma once

#include <variant>

#include "average_luma.cuh"
#include "blur_luma.cuh"
#include "close_mask.cuh"
#include "components.cuh"
#include "count_luma.cuh"
#include "decimate_luma.cuh"
#include "expand_level.cuh"
#include "gradient_ridges.cuh"
#include "hysteresis.cuh"
#include "iterate_flow.cuh"
#include "layer_maxima.cuh"
#include "local_layers.cuh"
#include "mask_scores.cuh"
#include "measure_blobs.cuh"
#include "merge_scores.cuh"
#include "read_surface.cuh"
#include "score_frame.cuh"
#include "sum_laplacian.cuh"
#include "wide_window.cuh"

namespace gradevault::cuda {

/// Every kernel of the engine, with its arguments: what a Device can be asked to launch. IterateFlow sums the
/// lengths only after an earlier iteration of its level; with a single iteration the kernels of
/// wide_window.cuh do it, which spares two variants of the one kernel that takes minutes to compile.
using AnyKernel = std::variant<
    BlurLuma, DecimateLuma, ExpandLevel, IterateFlow<StillFlow, KeepFlow>, IterateFlow<LevelFlow, KeepFlow>,
    IterateFlow<CoarserFlow, KeepFlow>, IterateFlow<LevelFlow, SumFlowLengths>, BuildEquations<StillFlow>,
    BuildEquations<LevelFlow>, BuildEquations<CoarserFlow>, SumColumns, SumRowsAndSolve<KeepFlow>,
    SumRowsAndSolve<SumFlowLengths>, AverageLuma, SumLaplacian, CountLuma, StartLabels<unsigned char>,
    StartLabels<unsigned short>, JoinLabels, StartBlobs, MeasureBlobs, CollectBlobs, FindRidges,
    MarkStrongAreas, AddEdges, MeasureNeighbourhoods, CloseMask, IntersectMasks, FindMaximum<unsigned char>,
    FindMaximum<unsigned short>, FindMaximum<int>, ScoreFrame, FindLargestSpread, MergeScores, SumScores,
    MaskScores, CutMask, ReadSurface<unsigned char>, ReadSurface<unsigned short>>;

}  // namespace gradevault::cuda
