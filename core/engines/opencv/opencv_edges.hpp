#pragma once

#include <memory>

#include "edges/edge_stages.hpp"
#include "gradevault/trace.hpp"

namespace gradevault {

/// The four layers and the closing by the prototype's calls: Canny, Laplacian, Sobel, box sums, morphologyEx. `trace` hears how long
/// each layer takes.
[[nodiscard]] std::unique_ptr<EdgeStages> makeOpencvEdges(Trace* trace = nullptr);

}  // namespace gradevault
