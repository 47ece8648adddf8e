#pragma once

#include <vector>

#include "gradevault/image.hpp"
#include "kernels.hpp"
#include "scan/glare.hpp"

namespace gradevault::cpu {

/// saturatedBlobs (glare.hpp), in another order: runs of saturated pixels along each row are joined with those they touch
/// in the row above. Rows without any cost one comparison of bytes.
[[nodiscard]] std::vector<SaturatedBlob> saturatedRuns(const Kernels& kernels, GrayView luma, int level);

}  // namespace gradevault::cpu
