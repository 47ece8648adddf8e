#pragma once

#include <memory>

#include "host/device.hpp"

namespace gradevault::cuda {

/// A CUDA device with two streams of its own, through the CUDA runtime. Errors name the call and what the
/// runtime says.
[[nodiscard]] Result<std::unique_ptr<Device>> makeRuntimeDevice(int index);

}  // namespace gradevault::cuda
