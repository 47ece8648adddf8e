#pragma once

#include <memory>

#include "gradevault/options.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault {

/// The scan's stages by the prototype's calls: Laplacian, inRange, connectedComponentsWithStats,
/// calcOpticalFlowFarneback(before, now, 0.5, levels, window, iterations, 5, 1.2, 0).
[[nodiscard]] std::unique_ptr<LumaStages> makeOpencvStages(const Options& options);

}  // namespace gradevault
