#include "normal_equations.hpp"

#include <array>
#include <cstddef>

#include "flow/edge_weight.hpp"
#include "polynomial_expansion.hpp"

namespace gradevault {
namespace {

using Expansion = std::array<float, expansionChannels>;

/// The expansion at (x, y); false outside of the area between the outermost pixel centres.
bool sample(FloatView expansion, float x, float y, Expansion& out) {
  const auto right = static_cast<float>(expansion.width() - 1);
  const auto bottom = static_cast<float>(expansion.height() - 1);
  if (!(x >= 0.0F && y >= 0.0F && x <= right && y <= bottom)) return false;
  const int x0 = static_cast<int>(x);
  const int y0 = static_cast<int>(y);
  const float fx = x - static_cast<float>(x0);
  const float fy = y - static_cast<float>(y0);
  const float w00 = (1.0F - fx) * (1.0F - fy);
  const float w01 = fx * (1.0F - fy);
  const float w10 = (1.0F - fx) * fy;
  const float w11 = fx * fy;
  const std::ptrdiff_t toRight = x0 + 1 < expansion.width() ? expansionChannels : 0;
  const std::ptrdiff_t toLower = y0 + 1 < expansion.height() ? expansion.stride() : 0;
  const float* upper = expansion.row(y0) + static_cast<std::ptrdiff_t>(x0) * expansionChannels;
  const float* lower = upper + toLower;
  for (std::ptrdiff_t c = 0; c < expansionChannels; ++c) {
    out[static_cast<std::size_t>(c)] =
        ((w00 * upper[c] + w01 * upper[c + toRight]) + w10 * lower[c]) + w11 * lower[c + toRight];
  }
  return true;
}

}  // namespace

void normalEquations(FloatView before, FloatView now, FloatView flow, ImageView<float> equations) {
  for (int y = 0; y < before.height(); ++y) {
    const float rowWeight = edgeWeight(y) * edgeWeight(before.height() - 1 - y);
    const float* first = before.row(y);
    float* out = equations.row(y);
    for (int x = 0; x < before.width(); ++x, first += expansionChannels, out += equationChannels) {
      const float dx = flow.row(y)[2 * x];
      const float dy = flow.row(y)[2 * x + 1];
      float xx = first[curvatureXx];
      float yy = first[curvatureYy];
      float xy = first[curvatureXy] * 0.5F;
      float bx = first[slopeX] * 0.5F;
      float by = first[slopeY] * 0.5F;
      Expansion second;
      if (sample(now, static_cast<float>(x) + dx, static_cast<float>(y) + dy, second)) {
        xx = (first[curvatureXx] + second[curvatureXx]) * 0.5F;
        yy = (first[curvatureYy] + second[curvatureYy]) * 0.5F;
        xy = (first[curvatureXy] + second[curvatureXy]) * 0.25F;
        bx = (first[slopeX] - second[slopeX]) * 0.5F;
        by = (first[slopeY] - second[slopeY]) * 0.5F;
      }
      bx = bx + (xx * dx + xy * dy);
      by = by + (xy * dx + yy * dy);

      const float weight = (edgeWeight(x) * edgeWeight(before.width() - 1 - x)) * rowWeight;
      xx *= weight;
      yy *= weight;
      xy *= weight;
      bx *= weight;
      by *= weight;
      out[gramXx] = xx * xx + xy * xy;
      out[gramXy] = (xx + yy) * xy;
      out[gramYy] = yy * yy + xy * xy;
      out[rightX] = xx * bx + xy * by;
      out[rightY] = xy * bx + yy * by;
    }
  }
}

}  // namespace gradevault
