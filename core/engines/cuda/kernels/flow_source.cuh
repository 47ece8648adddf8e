#pragma once

#include "border.cuh"
#include "expansion_planes.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

struct Displacement {
  float x;
  float y;
};

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
  Stack<const float> flow;  ///< `flowPlanes` a pair

  template <class Thread>
  GRADEVAULT_DEVICE Displacement at(const Thread& thread, int pair, int x, int y) const {
    return {thread.load(thread.layer(flow, pair * flowPlanes + flowX), x, y),
            thread.load(thread.layer(flow, pair * flowPlanes + flowY), x, y)};
  }
};

/// A level's first iteration: twice the coarser level's flow, interpolated bilinearly (weights 0.75 and 0.25,
/// edges replicated), down the columns first; finerFlow of reference/flow_solution.hpp, made where it is read
/// instead of by a pass of its own.
struct CoarserFlow {
  Stack<const float> flow;  ///< of the coarser level, `flowPlanes` a pair

  template <class Thread>
  GRADEVAULT_DEVICE Displacement at(const Thread& thread, int pair, int x, int y) const {
    const int column = replicate(x / 2, flow.width);
    const int sideColumn = replicate(x / 2 + (x % 2 == 0 ? -1 : 1), flow.width);
    const int row = replicate(y / 2, flow.height);
    const int sideRow = replicate(y / 2 + (y % 2 == 0 ? -1 : 1), flow.height);
    const auto doubled = [&](int plane) {
      const auto coarse = thread.layer(flow, pair * flowPlanes + plane);
      const float near = between(thread.load(coarse, column, row), thread.load(coarse, column, sideRow));
      const float far =
          between(thread.load(coarse, sideColumn, row), thread.load(coarse, sideColumn, sideRow));
      return 2.0F * between(near, far);
    };
    return {doubled(flowX), doubled(flowY)};
  }

  GRADEVAULT_DEVICE static float between(float near, float far) { return 0.75F * near + 0.25F * far; }
};

}  // namespace gradevault::cuda
