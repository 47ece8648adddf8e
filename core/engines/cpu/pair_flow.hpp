#pragma once

#include <cstdint>

#include "farneback.hpp"
#include "flow_scratch.hpp"
#include "gradevault/executor.hpp"
#include "kernels.hpp"
#include "spares.hpp"

namespace gradevault::cpu {

/// Scratch for as many threads as work at once.
using ScratchSpares = Spares<FlowScratch>;

/// The expansions of all levels of `luma` (not empty).
void expandPyramid(const Kernels& kernels, GrayView luma, const FlowSettings& settings, FlowScratch& scratch,
                   ExpansionPyramid& out);

/// The flow from `before` to `now`, two pyramids of one size: the sum of its lengths (motion.hpp). The finest level's
/// displacements go to `finest`, or nowhere when it is null. Stripes of a level run through `executor`.
[[nodiscard]] std::int64_t pairFlow(const Kernels& kernels, const ExpansionPyramid& before, const ExpansionPyramid& now,
                                    const FlowSettings& settings, ScratchSpares& spares, Executor& executor,
                                    FlowPlanes* finest);

}  // namespace gradevault::cpu
