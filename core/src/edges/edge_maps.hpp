#pragma once

#include <span>

#include "edges/edge_stages.hpp"
#include "gradevault/engine.hpp"

namespace gradevault {

/// invalid_argument without frames, for an empty one, for several channels and for sizes that differ.
[[nodiscard]] Status checkAlignedFrames(std::span<const AlignedFrame> frames);

/// Method `edges` with one engine's stages: the frames in parallel, what joins them in order of the frames.
/// Errors: those of checkAlignedFrames; internal for what a stage threw.
[[nodiscard]] Result<DefectMaps> edgeMaps(std::span<const AlignedFrame> frames, const Options& options,
                                          Executor& executor, const EdgeStages& stages,
                                          Trace* trace = nullptr);

}  // namespace gradevault
