#pragma once

#include "expansion_planes.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

// What becomes of an iteration's flow.

/// It is written down for the next iteration or the finer level.
struct KeepFlow {
  static constexpr bool keeps = true;
  Stack<Displacement> flow;  ///< one layer a pair
};

/// The very last iteration: only its lengths are summed, in steps of 2^-20 px. Integers, so the order does
/// not matter.
struct SumFlowLengths {
  static constexpr bool keeps = false;
  Plane<long long> sums;  ///< row 0, one element a pair; 0 before
};

}  // namespace gradevault::cuda
