#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "gradevault/engine.hpp"

namespace gradevault {

/// A CUDA device as `doctor` shows it.
struct CudaDevice {
  int index = 0;
  std::string name;
  int major = 0;  ///< compute capability
  int minor = 0;
  std::size_t memory = 0;  ///< bytes
};

/// What answers here. Errors (`unsupported`), each a sentence for people: this build has no CUDA, there is no driver, the driver is
/// older than the runtime, no device answers. Never more than a query: no context is made.
[[nodiscard]] Result<std::vector<CudaDevice>> cudaDevices();

/// Whether there is anything to ask: this build has CUDA, and the driver's library is on this machine. Loads that library and
/// calls nothing in it, so that a driver that hangs cannot hang the caller; where it is false, the functions here answer at once.
[[nodiscard]] bool cudaDriverIsInstalled();

/// Our own kernels for the whole scan and the defect maps, equal to the reference bit for bit. Scanners and defect maps each use
/// streams and memory of their own, so several threads may work at a time. What the device reports comes back as an error
/// that names the stage and the frames; see docs/decisions/0040-cuda-engine.md. Give a scanner at least two batches of
/// frames a call (64 up to 720p, 32 at 1080p, 8 at 4K), so that copies run under kernels.
/// Errors: those of cudaDevices, and `unsupported` for a device that is not there or older than compute capability 7.5.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeCudaEngine();
[[nodiscard]] Result<std::unique_ptr<Engine>> makeCudaEngine(int device);

}  // namespace gradevault
