#pragma once

#include "border.cuh"
#include "expansion_planes.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

/// What an iteration starts from. `at(thread, pair, x, y)` is the flow of a pixel of the level.

/// The coarsest level's first iteration: nothing moves.
struct StillFlow {
  template <class Thread>
  GRADEVAULT_DEVICE Displacement at(const Thread&, int, int, int) const {
    return {0.0F, 0.0F};
  }
};

/// The flow of the same level, from the iteration before.
struct LevelFlow {
  Stack<const Displacement> flow;  ///< one layer a pair

  template <class Thread>
  GRADEVAULT_DEVICE Displacement at(const Thread& thread, int pair, int x, int y) const {
    return thread.load(thread.layer(flow, pair), x, y);
  }
};

/// A level's first iteration: twice the coarser level's flow, interpolated bilinearly (weights 0.75 and 0.25,
/// edges replicated), down the columns first; finerFlow of reference/flow_solution.hpp, made where it is read
/// instead of by a pass of its own.
struct CoarserFlow {
  Stack<const Displacement> flow;  ///< of the coarser level, one layer a pair

  template <class Thread>
  GRADEVAULT_DEVICE Displacement at(const Thread& thread, int pair, int x, int y) const {
    const auto coarse = thread.layer(flow, pair);
    const int column = replicate(x >> 1, flow.width);
    const int sideColumn = replicate((x >> 1) + ((x & 1) * 2 - 1), flow.width);
    const int row = replicate(y >> 1, flow.height);
    const int sideRow = replicate((y >> 1) + ((y & 1) * 2 - 1), flow.height);
    const Displacement near = thread.load(coarse, column, row);
    const Displacement nearSide = thread.load(coarse, column, sideRow);
    const Displacement far = thread.load(coarse, sideColumn, row);
    const Displacement farSide = thread.load(coarse, sideColumn, sideRow);
    return {2.0F * between(between(near.x, nearSide.x), between(far.x, farSide.x)),
            2.0F * between(between(near.y, nearSide.y), between(far.y, farSide.y))};
  }

  GRADEVAULT_DEVICE static float between(float near, float far) { return 0.75F * near + 0.25F * far; }
};

}  // namespace gradevault::cuda
