#pragma once

#include <cuda_runtime_api.h>

#include "host/device.hpp"

namespace gradevault::cuda {

/// The stream of a device's work queue, for measuring between launches. Precondition: makeRuntimeDevice made the device.
[[nodiscard]] cudaStream_t workStream(const Device& device);

}  // namespace gradevault::cuda
