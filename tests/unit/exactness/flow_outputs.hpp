#pragma once

#include <cstdint>
#include <vector>

#include "farneback.hpp"
#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"
#include "kernels.hpp"

namespace gradevault::testing {

/// All that the flow between two frames computes and keeps.
struct FlowOutputs {
  std::vector<FloatImage> before;  ///< expansions, five channels, the full size first
  std::vector<FloatImage> now;
  FloatImage flow;             ///< dx, dy in px of the full size
  std::int64_t lengthSum = 0;  ///< motion.hpp
};

[[nodiscard]] FlowOutputs referenceFlow(GrayView before, GrayView now, const FlowSettings& settings);
/// The same of the `cpu` engine; a level's stripes run through `executor`.
[[nodiscard]] FlowOutputs cpuFlow(const cpu::Kernels& kernels, GrayView before, GrayView now,
                                  const FlowSettings& settings, Executor& executor);

}  // namespace gradevault::testing
