#pragma once

#include <memory>

#include "edges/edge_stages.hpp"
#include "kernels.hpp"

namespace gradevault::cpu {

/// Method `edges` with `kernels`. A frame is read twice, the layers never leave the cache: the first pass finds ridges and
/// maxima, then comes the hysteresis, the second makes the score.
[[nodiscard]] std::unique_ptr<EdgeStages> makeCpuEdges(const Kernels& kernels, Trace* trace = nullptr);

}  // namespace gradevault::cpu
