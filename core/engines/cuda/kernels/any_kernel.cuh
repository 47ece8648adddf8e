#pragma once

#include <variant>

#include "blur_luma.cuh"
#include "decimate_luma.cuh"
#include "expand_level.cuh"
#include "iterate_flow.cuh"
#include "wide_window.cuh"

namespace gradevault::cuda {

/// Every kernel of the engine, with its arguments: what a Device can be asked to launch.
using AnyKernel =
    std::variant<BlurLuma, DecimateLuma, ExpandLevel,  //
                 IterateFlow<StillFlow, KeepFlow>, IterateFlow<LevelFlow, KeepFlow>,
                 IterateFlow<CoarserFlow, KeepFlow>, IterateFlow<StillFlow, SumFlowLengths>,
                 IterateFlow<LevelFlow, SumFlowLengths>, IterateFlow<CoarserFlow, SumFlowLengths>,  //
                 BuildEquations<StillFlow>, BuildEquations<LevelFlow>, BuildEquations<CoarserFlow>,
                 SumColumns, SumRowsAndSolve<KeepFlow>, SumRowsAndSolve<SumFlowLengths>>;

}  // namespace gradevault::cuda
