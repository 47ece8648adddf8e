#pragma once

namespace gradevault::cuda {

/// The planes of a polynomial expansion, in this order, five for each frame of a ring of frames; their
/// meaning is that of reference/polynomial_expansion.hpp.
enum ExpansionPlane { slopeX, slopeY, curvatureXx, curvatureYy, curvatureXy, expansionPlanes };

/// The planes of the normal equations; see reference/normal_equations.hpp.
enum EquationPlane { gramXx, gramXy, gramYy, rightX, rightY, equationPlanes };

/// The planes of a flow, two for each pair of a batch.
enum FlowPlane { flowX, flowY, flowPlanes };

/// Frames of a batch live in a ring with one place more than the batch, so that the last frame before a batch
/// keeps its expansion without a copy. `first` is the place of the batch's first member.
struct Ring {
  int size = 1;
  int first = 0;
};

}  // namespace gradevault::cuda
