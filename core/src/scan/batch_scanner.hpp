#pragma once

#include <memory>

#include "gradevault/engine.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault {

/// The scanner of every CPU engine: cuts a call into groups of as many frames as run at once (which bounds
/// the memory: one flow state a frame of a group and one of the frame before), computes what each frame needs
/// by itself in parallel, then the motion of each pair in parallel. Nothing is shared between frames, so
/// neither cut nor thread changes a bit. After an error the next frame counts as the first. Errors:
/// invalid_argument for a frame of another size and for spans of different lengths; internal for what a stage
/// threw. Preconditions: `size` ≥ 1×1, `options` valid.
[[nodiscard]] std::unique_ptr<Scanner> makeBatchScanner(Size size, const Options& options,
                                                        std::unique_ptr<LumaStages> stages,
                                                        Trace* trace = nullptr);

/// What every engine checks before it makes a scanner: 1 × 1 to 2^31 pixels, options within their ranges.
[[nodiscard]] Status checkScannerArguments(Size size, const Options& options);

}  // namespace gradevault
