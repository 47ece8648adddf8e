#pragma once

#include "gradevault/image.hpp"

namespace gradevault {

/// What the five channels are: the symmetric matrix AᵀA and the vector Aᵀb of the displacement d that solves
/// A·d = b.
enum EquationChannel { gramXx, gramXy, gramYy, rightX, rightY, equationChannels };

/// Per pixel, from the two expansions and the flow so far (dx and dy, each within ± 2 · maxDisplacement): the
/// second expansion is sampled bilinearly where the flow leads, weights (1 − fx)(1 − fy), fx(1 − fy),
/// (1 − fx)fy, fx·fy summed in this order; A is the mean of both quadratic parts, b half the difference of
/// the linear ones plus A times the flow. Where the flow leads beyond the outermost pixel centres, A is the
/// first expansion's and its linear part is not compared. Within 5 px of an edge all of it is weighted by
/// 0.14, 0.14, 0.4472, 0.4472, 0.4472 (the weights of both edges multiply). All three pictures have one size.
/// Source: OpenCV, modules/video, optflowgf.cpp, FarnebackUpdateMatrices. There the last row and column count
/// as beyond, so that equal frames seem to move and mirrored ones do not move alike; here they do not.
void normalEquations(FloatView before, FloatView now, FloatView flow, ImageView<float> equations);

}  // namespace gradevault
