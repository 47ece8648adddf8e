#pragma once

#include "gradevault/device_luma.hpp"
#include "gradevault/result.hpp"

namespace gradevault::cuda {

/// The context in which the CUDA runtime, and so the engine, works on this device; made if it was not there.
/// Errors (internal): the device does not answer, or the driver's library lacks cuCtxGetCurrent.
[[nodiscard]] Result<LumaDevice> contextOf(int device);

}  // namespace gradevault::cuda
