#pragma once

#include <memory>

#include "edges/edge_stages.hpp"

namespace gradevault {

/// The four layers and the closing by the prototype's calls: Canny, Laplacian, Sobel, box sums, morphologyEx.
[[nodiscard]] std::unique_ptr<EdgeStages> makeOpencvEdges();

}  // namespace gradevault
