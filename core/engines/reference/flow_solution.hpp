#pragma once

#include "gradevault/image.hpp"

namespace gradevault {

/// Solves the windowed normal equations for every pixel: each sum times 1 / window², determinant
/// gxx·gyy − gxy² + 1e-3, displacement times its reciprocal, bounded (see boundedDisplacement). `flow` gets
/// dx and dy.
void solveFlow(FloatView equations, int window, ImageView<float> flow);

/// The flow of the next finer level: twice the displacement, interpolated bilinearly between samples that lie
/// 2 px apart (weights 0.75 and 0.25, edges replicated), down the columns first.
[[nodiscard]] FloatImage finerFlow(FloatView coarse, Size size);

}  // namespace gradevault
