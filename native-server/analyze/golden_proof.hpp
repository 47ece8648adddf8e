#pragma once

#include "golden_frames.hpp"
#include "scan_pass.hpp"

namespace gradevault::analyze {

/// Whether the golden frames, which the CPU decoded, are the pictures that the scan saw when another decoder
/// had made them: the engine measures their sharpness again, from integers, which has to be equal to the last
/// bit. Error (internal): names the frame that differs; the engine's own.
[[nodiscard]] Status provePictures(const GoldenFrames& golden, const ScanPass& pass, const Engine& engine,
                                   const Options& options, Executor& executor);

}  // namespace gradevault::analyze
