#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "gradevault/options.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault {

/// A header around our pixels; nothing is copied. OpenCV has no const matrices: `view` must not be written
/// through it.
[[nodiscard]] cv::Mat matOver(GrayView view);

/// The scan's stages by the prototype's calls: Laplacian, inRange, connectedComponentsWithStats,
/// calcOpticalFlowFarneback(before, now, 0.5, levels, window, iterations, 5, 1.2, 0).
[[nodiscard]] std::unique_ptr<LumaStages> makeOpencvStages(const Options& options);

}  // namespace gradevault
