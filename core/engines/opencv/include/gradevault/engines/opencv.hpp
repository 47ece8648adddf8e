#pragma once

#include <memory>

#include "gradevault/engine.hpp"

namespace gradevault {

/// The prototype's calls to stock OpenCV, as yardstick and second opinion: calcOpticalFlowFarneback, Laplacian, Canny,
/// connectedComponents, morphologyEx. Its integer stages equal the reference's; its flow depends on the OpenCV build.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeOpencvEngine();

}  // namespace gradevault
