#pragma once

#include <cmath>

#include "expansion_planes.cuh"
#include "flow_source.cuh"
#include "normal_equations.cuh"

namespace gradevault::cuda {

/// scan/motion.hpp has the definition: NaN becomes 0, the rest is clamped to ± 1024 px.
GRADEVAULT_DEVICE float boundedDisplacement(float value) {
  const float bounded = fminf(fmaxf(value, -1024.0F), 1024.0F);
  return value == value ? bounded : 0.0F;
}

/// The displacement that solves a pixel's windowed equations; `scale` = 1 / window². See
/// reference/flow_solution.hpp.
template <class Thread>
GRADEVAULT_DEVICE Displacement solvedFlow(const Thread& thread, const Equations& sums, float scale) {
  const float gxx = sums.value[gramXx] * scale;
  const float gxy = sums.value[gramXy] * scale;
  const float gyy = sums.value[gramYy] * scale;
  const float hx = sums.value[rightX] * scale;
  const float hy = sums.value[rightY] * scale;
  const float inverse = thread.reciprocal((gxx * gyy - gxy * gxy) + 1e-3F);
  return {boundedDisplacement((gyy * hx - gxy * hy) * inverse),
          boundedDisplacement((gxx * hy - gxy * hx) * inverse)};
}

/// A displacement's length in steps of 2^-20 px, cut to the step below; see scan/motion.hpp. At most 1449 px,
/// so it fits.
template <class Thread>
GRADEVAULT_DEVICE int fixedLength(const Thread& thread, Displacement flow) {
  return static_cast<int>(thread.squareRoot(flow.x * flow.x + flow.y * flow.y) * 1048576.0F);
}

}  // namespace gradevault::cuda
