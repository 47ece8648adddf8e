#pragma once

#include <span>

#include "gradevault/defect_maps.hpp"
#include "gradevault/options.hpp"
#include "host/device.hpp"

namespace gradevault::cuda {

/// Method `edges` (gradevault/defect_maps.hpp) on the device: layers, scores, variance, mask and closing;
/// only the mask's threshold is made on the host, from integers. Memory is taken for the call: about 30 bytes
/// a pixel and 4 a pixel of each frame. Errors: those of checkAlignedFrames and validate; `unsupported` for
/// more than 65,535 rows; the device's, with the stage.
[[nodiscard]] Result<DefectMaps> cudaEdgeMaps(Device& device, std::span<const AlignedFrame> frames,
                                              const Options& options);

}  // namespace gradevault::cuda
