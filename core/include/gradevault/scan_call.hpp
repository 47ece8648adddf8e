#pragma once

#include <cstddef>
#include <span>

#include "gradevault/engine.hpp"

namespace gradevault {

/// What every Scanner refuses of a call, in the same words: invalid_argument.

/// A call with more or fewer results than frames.
[[nodiscard]] Status checkResults(std::size_t frames, std::size_t results);
/// The error for a frame of `given` pixels where `wanted` are scanned.
[[nodiscard]] Error wrongFrame(Size given, Size wanted);
/// Both, for a scanner that takes luma of one channel in host memory, of `size`.
[[nodiscard]] Status checkScanCall(Size size, std::span<const ScanInput> frames, std::size_t results);

}  // namespace gradevault
