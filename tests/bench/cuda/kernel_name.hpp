#pragma once

#include <string>

#include "kernels/any_kernel.cuh"

namespace gradevault::bench {

/// The kernel's type as people write it, and the size of the planes that it works on: "ExpandLevel 960x540".
[[nodiscard]] std::string kernelName(const cuda::AnyKernel& kernel);

}  // namespace gradevault::bench
