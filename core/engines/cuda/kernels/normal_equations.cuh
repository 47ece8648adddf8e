#pragma once

#include "expansion_planes.cuh"
#include "plane.cuh"

namespace gradevault::cuda {

struct Equations {
  float value[equationPlanes];
};

/// One frame's expansion.
struct Expansion {
  Plane<const Polynomial> polynomials;
  Plane<const float> curvaturesXy;

  GRADEVAULT_DEVICE int width() const { return polynomials.width - 1; }
  GRADEVAULT_DEVICE int height() const { return polynomials.height - 1; }
};

template <class Thread>
GRADEVAULT_DEVICE Expansion expansionOf(const Thread& thread, const Expansions& expansions, int place) {
  return {thread.layer(expansions.polynomials, place), thread.layer(expansions.curvaturesXy, place)};
}

/// So many rows and columns along each edge weigh less than 1.
inline constexpr int borderRows = 5;

/// Weight of a pixel that lies `distance` px from an edge.
GRADEVAULT_DEVICE float edgeWeight(int distance) {
  return distance >= borderRows ? 1.0F : (distance >= 2 ? 0.4472F : 0.14F);
}

/// The weight of a column or row among `length`.
GRADEVAULT_DEVICE float borderWeight(int at, int length) {
  return edgeWeight(at) * edgeWeight(length - 1 - at);
}

/// What the equations of a pixel are made of: all that they read, so that it can be asked for at once and
/// looked at later.
struct Observation {
  Displacement flow = {};
  bool inside = false;  ///< the displacement leads into the picture
  float fx = 0.0F;      ///< what of the place lies between pixels
  float fy = 0.0F;
  Polynomial own = {};
  float ownXy = 0.0F;
  Polynomial corner[4] = {};  ///< around the place: above left, right, below left, right
  float cornerXy[4] = {};
};

/// Without a branch: where the displacement leads outside, the pixel itself is read and not used.
template <class Thread>
GRADEVAULT_DEVICE Observation observe(const Thread& thread, const Expansion& before, const Expansion& now,
                                      Displacement flow, int x, int y) {
  const int width = now.width();
  const int height = now.height();
  Observation seen;
  seen.flow = flow;
  const float ownX = static_cast<float>(x);
  const float ownY = static_cast<float>(y);
  float toX = ownX + flow.x;
  float toY = ownY + flow.y;
  seen.inside = toX >= 0.0F && toY >= 0.0F && toX <= static_cast<float>(width - 1) &&
                toY <= static_cast<float>(height - 1);
  toX = seen.inside ? toX : ownX;
  toY = seen.inside ? toY : ownY;
  const int left = static_cast<int>(toX);
  const int top = static_cast<int>(toY);
  seen.own = thread.load(before.polynomials, x, y);
  thread.loadSquare(now.polynomials, left, top, seen.corner);
  seen.ownXy = thread.load(before.curvaturesXy, x, y);
  thread.loadSquare(now.curvaturesXy, left, top, seen.cornerXy);
  seen.fx = toX - static_cast<float>(left);
  seen.fy = toY - static_cast<float>(top);
  return seen;
}

/// The normal equations of a pixel, as reference/normal_equations.hpp defines them. `weight` is the product
/// of its column's and its row's.
GRADEVAULT_DEVICE Equations equationsOf(const Observation& seen, float weight) {
  const float w00 = (1.0F - seen.fx) * (1.0F - seen.fy);
  const float w01 = seen.fx * (1.0F - seen.fy);
  const float w10 = (1.0F - seen.fx) * seen.fy;
  const float w11 = seen.fx * seen.fy;
  const auto between = [&](float aboveLeft, float aboveRight, float belowLeft, float belowRight) {
    return ((w00 * aboveLeft + w01 * aboveRight) + w10 * belowLeft) + w11 * belowRight;
  };
  const auto& c = seen.corner;
  const Polynomial& own = seen.own;
  const float secondX = between(c[0].slopeX, c[1].slopeX, c[2].slopeX, c[3].slopeX);
  const float secondY = between(c[0].slopeY, c[1].slopeY, c[2].slopeY, c[3].slopeY);
  const float secondXx = between(c[0].curvatureXx, c[1].curvatureXx, c[2].curvatureXx, c[3].curvatureXx);
  const float secondYy = between(c[0].curvatureYy, c[1].curvatureYy, c[2].curvatureYy, c[3].curvatureYy);
  const float secondXy = between(seen.cornerXy[0], seen.cornerXy[1], seen.cornerXy[2], seen.cornerXy[3]);
  float xx = seen.inside ? (own.curvatureXx + secondXx) * 0.5F : own.curvatureXx;
  float yy = seen.inside ? (own.curvatureYy + secondYy) * 0.5F : own.curvatureYy;
  float xy = seen.inside ? (seen.ownXy + secondXy) * 0.25F : seen.ownXy * 0.5F;
  float bx = (own.slopeX - (seen.inside ? secondX : 0.0F)) * 0.5F;
  float by = (own.slopeY - (seen.inside ? secondY : 0.0F)) * 0.5F;
  bx = bx + (xx * seen.flow.x + xy * seen.flow.y);
  by = by + (xy * seen.flow.x + yy * seen.flow.y);
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
