#pragma once

#include <memory>

#include "gradevault/options.hpp"
#include "scan/luma_stages.hpp"

namespace gradevault {

/// The scan's stages on `device`: the Laplacian by createLaplacianFilter on float (its sums are exact
/// integers all the same), the flow by cuda::FarnebackOpticalFlow with the prototype's numbers; lengths are
/// rounded to 2^-20 px, and summed, on the device. The rest is makeOpencvStages'. Throws cv::Exception where
/// the device does not answer.
[[nodiscard]] std::unique_ptr<LumaStages> makeOpencvCudaStages(const Options& options, int device);

}  // namespace gradevault
