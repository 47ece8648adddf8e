#pragma once

#include <memory>

#include "edges/edge_stages.hpp"
#include "gradevault/trace.hpp"

namespace gradevault {

/// The four layers and the closing on `device`: createCannyEdgeDetector, createLaplacianFilter,
/// createSobelFilter, sums by createSeparableLinearFilter, createMorphologyFilter. Floats and doubles hold
/// integers only, so all but Canny (whose ties and border are its own) is the engine `opencv`'s, integer by
/// integer. `trace` hears how long each layer takes, uploading and downloading included. Throws cv::Exception
/// where the device does not answer.
[[nodiscard]] std::unique_ptr<EdgeStages> makeOpencvCudaEdges(int device, Trace* trace = nullptr);

}  // namespace gradevault
