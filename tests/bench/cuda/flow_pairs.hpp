#pragma once

#include "parts.hpp"

namespace gradevault::bench {

/// Seconds a pair of expansion and flow, `batch` pairs a launch, frames already on the device; one sample a repetition.
[[nodiscard]] std::vector<double> flowSeconds(const Plan& plan, const std::vector<GrayImage>& frames, int batch);

}  // namespace gradevault::bench
