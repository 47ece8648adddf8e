#pragma once

#include <memory>

#include "gradevault/engine.hpp"

namespace gradevault {

/// The earlier prototype's calls to OpenCV's own CUDA modules, as second opinion and as what the engine
/// `cuda` is measured against: cuda::FarnebackOpticalFlow, createLaplacianFilter, createCannyEdgeDetector,
/// createSobelFilter, createMorphologyFilter. What those modules have no call for (exposure, saturated areas,
/// averaging down) is the engine `opencv`'s. The flow has float sums and fused multiply-adds of its own, so
/// results are equal for one OpenCV build and one kind of device only. One call at a time uses the device,
/// because OpenCV's kernels keep filters in memory that all of them share. Errors (`unsupported`): "absent:
/// this OpenCV has no CUDA modules"; no driver or device; no such device; a device that this OpenCV holds no
/// code for.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeOpencvCudaEngine(int device = 0);

}  // namespace gradevault
