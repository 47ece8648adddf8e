#pragma once

#include "plane.cuh"

namespace gradevault::cuda {

/// The channels of a polynomial expansion; their meaning is that of reference/polynomial_expansion.hpp.
enum ExpansionChannel { slopeX, slopeY, curvatureXx, curvatureYy, curvatureXy, expansionChannels };

/// The planes of the normal equations; see reference/normal_equations.hpp.
enum EquationPlane { gramXx, gramXy, gramYy, rightX, rightY, equationPlanes };

/// The first four channels of a pixel's expansion: one load of 16 bytes where a pixel is sampled.
struct alignas(16) Polynomial {
  float slopeX;
  float slopeY;
  float curvatureXx;
  float curvatureYy;
};

/// Expansions of frames, one layer of each stack a frame. The planes are one column and one row larger than
/// the level: the last ones repeat, so that every pixel has a right and a lower neighbour.
struct WrittenExpansions {
  Stack<Polynomial> polynomials;
  Stack<float> curvaturesXy;
};

/// The same memory, for a kernel that only reads it.
struct Expansions {
  Stack<const Polynomial> polynomials;
  Stack<const float> curvaturesXy;

  /// Of the level.
  GRADEVAULT_BOTH int width() const { return polynomials.width - 1; }
  GRADEVAULT_BOTH int height() const { return polynomials.height - 1; }
};

inline Expansions readOnly(const WrittenExpansions& written) {
  return {readOnly(written.polynomials), readOnly(written.curvaturesXy)};
}

/// A pixel's flow in px.
struct alignas(8) Displacement {
  float x;
  float y;
};

/// Frames of a batch live in a ring with one place more than the batch, so that the last frame before a batch
/// keeps its expansion without a copy. `first` is the place of the batch's first member.
struct Ring {
  int size = 1;
  int first = 0;
};

}  // namespace gradevault::cuda
