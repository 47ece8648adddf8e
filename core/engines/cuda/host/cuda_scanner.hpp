#pragma once

#include <cstddef>
#include <memory>

#include "gradevault/engine.hpp"
#include "host/device.hpp"

namespace gradevault::cuda {

/// How much of a device a scanner may take.
struct ScanLimits {
  std::size_t deviceBytes = std::size_t{16} << 30;
  /// Frames a batch at most; pairs of a batch share every launch.
  int batch = 32;
  /// Pixels a batch at most, unless one frame has more: enough to fill the largest devices.
  std::size_t batchPixels = std::size_t{1} << 25;
};

/// The scanner of the cuda engine: frames go in batches through pinned memory to the device, the next batch's
/// copies under the kernels of the one before, and only integers come back. All memory is taken here, none
/// later. Errors of the device name the stage and the frames (counted from the scanner's first); after one
/// the next frame counts as the first. `scan` runs on the calling thread and leaves the executor alone.
/// Errors of this function: what checkScannerArguments refuses, `unsupported` for more than 65,535 rows,
/// internal when the device has too little memory for two frames.
[[nodiscard]] Result<std::unique_ptr<Scanner>> makeCudaScanner(std::unique_ptr<Device> device, Size size,
                                                               const Options& options, Trace* trace = nullptr,
                                                               const ScanLimits& limits = {});

}  // namespace gradevault::cuda
