#include "host/filters.hpp"

#include <algorithm>

#include "flow/decimation_taps.hpp"
#include "flow/polynomial_taps.hpp"

namespace gradevault::cuda {

DecimationFilter decimationFilter(int level) {
  const std::span<const float> taps = decimationTaps(level);
  DecimationFilter filter;
  filter.count = static_cast<int>(taps.size());
  std::ranges::copy(taps, filter.taps);
  return filter;
}

PolynomialFilters polynomialFilters() {
  static_assert(PolynomialFilters::radius == polynomialRadius);
  PolynomialFilters filters;
  std::ranges::copy(smoothTaps, filters.smooth);
  std::ranges::copy(slopeTaps, filters.slope);
  std::ranges::copy(curvatureTaps, filters.curvature);
  return filters;
}

}  // namespace gradevault::cuda
