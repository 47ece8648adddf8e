#pragma once

#include <memory>

#include "gradevault/options.hpp"
#include "kernels.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault::cpu {

/// The scan's stages with `kernels`.
[[nodiscard]] std::unique_ptr<LumaStages> makeCpuStages(const Options& options, const Kernels& kernels);

}  // namespace gradevault::cpu
