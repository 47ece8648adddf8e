#pragma once

#include "expansion_planes.cuh"
#include "flow_source.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

struct Equations {
  float value[equationPlanes];
};

/// The five planes of one frame's expansion.
struct Expansion {
  Plane<const float> plane[expansionPlanes];
};

template <class Thread>
GRADEVAULT_DEVICE Expansion expansionOf(const Thread& thread, const Stack<const float>& expansions,
                                        int place) {
  Expansion expansion;
  GRADEVAULT_UNROLL
  for (int c = 0; c < expansionPlanes; ++c) {
    expansion.plane[c] = thread.layer(expansions, place * expansionPlanes + c);
  }
  return expansion;
}

/// Weight of a pixel that lies `distance` px from an edge.
GRADEVAULT_DEVICE float edgeWeight(int distance) {
  return distance >= 5 ? 1.0F : (distance >= 2 ? 0.4472F : 0.14F);
}

/// The normal equations of the pixel (x, y), as reference/normal_equations.hpp defines them: the second
/// expansion is sampled bilinearly where the displacement leads, through the L1 and L2 caches.
template <class Thread>
GRADEVAULT_DEVICE Equations normalEquationsAt(const Thread& thread, const Expansion& before,
                                              const Expansion& now, Displacement flow, int x, int y) {
  const int width = before.plane[0].width;
  const int height = before.plane[0].height;
  float first[expansionPlanes];
  GRADEVAULT_UNROLL
  for (int c = 0; c < expansionPlanes; ++c) first[c] = thread.load(before.plane[c], x, y);

  float xx = first[curvatureXx];
  float yy = first[curvatureYy];
  float xy = first[curvatureXy] * 0.5F;
  float bx = first[slopeX] * 0.5F;
  float by = first[slopeY] * 0.5F;
  const float toX = static_cast<float>(x) + flow.x;
  const float toY = static_cast<float>(y) + flow.y;
  const bool inside = toX >= 0.0F && toY >= 0.0F && toX <= static_cast<float>(width - 1) &&
                      toY <= static_cast<float>(height - 1);
  if (inside) {
    const int left = static_cast<int>(toX);
    const int top = static_cast<int>(toY);
    const int right = left + 1 < width ? left + 1 : left;
    const int bottom = top + 1 < height ? top + 1 : top;
    const float fx = toX - static_cast<float>(left);
    const float fy = toY - static_cast<float>(top);
    const float w00 = (1.0F - fx) * (1.0F - fy);
    const float w01 = fx * (1.0F - fy);
    const float w10 = (1.0F - fx) * fy;
    const float w11 = fx * fy;
    float second[expansionPlanes];
    GRADEVAULT_UNROLL
    for (int c = 0; c < expansionPlanes; ++c) {
      second[c] =
          ((w00 * thread.load(now.plane[c], left, top) + w01 * thread.load(now.plane[c], right, top)) +
           w10 * thread.load(now.plane[c], left, bottom)) +
          w11 * thread.load(now.plane[c], right, bottom);
    }
    xx = (first[curvatureXx] + second[curvatureXx]) * 0.5F;
    yy = (first[curvatureYy] + second[curvatureYy]) * 0.5F;
    xy = (first[curvatureXy] + second[curvatureXy]) * 0.25F;
    bx = (first[slopeX] - second[slopeX]) * 0.5F;
    by = (first[slopeY] - second[slopeY]) * 0.5F;
  }
  bx = bx + (xx * flow.x + xy * flow.y);
  by = by + (xy * flow.x + yy * flow.y);

  const float rowWeight = edgeWeight(y) * edgeWeight(height - 1 - y);
  const float weight = (edgeWeight(x) * edgeWeight(width - 1 - x)) * rowWeight;
  xx *= weight;
  yy *= weight;
  xy *= weight;
  bx *= weight;
  by *= weight;
  Equations out;
  out.value[gramXx] = xx * xx + xy * xy;
  out.value[gramXy] = (xx + yy) * xy;
  out.value[gramYy] = yy * yy + xy * xy;
  out.value[rightX] = xx * bx + xy * by;
  out.value[rightY] = xy * bx + yy * by;
  return out;
}

}  // namespace gradevault::cuda
