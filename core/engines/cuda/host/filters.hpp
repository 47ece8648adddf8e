#pragma once

#include "kernels/decimate_luma.cuh"
#include "kernels/expand_level.cuh"

namespace gradevault::cuda {

/// The core's constants (flow/decimation_taps.hpp, flow/polynomial_taps.hpp) as kernels take them.
[[nodiscard]] DecimationFilter decimationFilter(int level);
[[nodiscard]] PolynomialFilters polynomialFilters();

}  // namespace gradevault::cuda
