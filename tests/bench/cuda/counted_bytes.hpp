#pragma once

#include <optional>

#include "kernels/any_kernel.cuh"

namespace gradevault::bench {

/// Bytes that a launch must move if every plane that it reads or writes went through memory once: the floor that a kernel's time
/// is held against, not what it moves (halos and gathers come on top, caches take away). Absent for kernels that nobody counted.
[[nodiscard]] std::optional<double> countedBytes(const cuda::AnyKernel& kernel, const cuda::Grid& grid);

}  // namespace gradevault::bench
