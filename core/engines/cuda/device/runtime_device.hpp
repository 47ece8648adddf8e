#pragma once

#include <cuda_runtime_api.h>

#include <memory>

#include "host/device.hpp"

namespace gradevault::cuda {

/// A CUDA device with two streams of its own, through the CUDA runtime. Errors name the call and what the
/// runtime says.
[[nodiscard]] Result<std::unique_ptr<Device>> makeRuntimeDevice(int index);

/// The stream of its work queue, for measuring between launches. Precondition: makeRuntimeDevice made it.
[[nodiscard]] cudaStream_t workStream(const Device& device);

}  // namespace gradevault::cuda
