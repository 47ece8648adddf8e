#pragma once

#include <map>
#include <string>

#include "spread.hpp"
#include "timed_device.hpp"

namespace gradevault::bench {

/// The kernels' costs, dearest first; times in µs and launches divided by `parts` (the frames, the calls).
[[nodiscard]] Json kernelRows(const std::map<std::string, KernelCost>& costs, double parts);

}  // namespace gradevault::bench
