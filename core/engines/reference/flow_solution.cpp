#include "flow_solution.hpp"

#include "scan/border.hpp"
#include "scan/motion.hpp"
#include "window_sum.hpp"

namespace gradevault {
namespace {

/// The two coarse samples around a fine one: three quarters of the nearer, a quarter of the farther.
struct Neighbours {
  int near = 0;
  int far = 0;
};

Neighbours coarseNeighbours(int fine, int coarseLength) {
  const int near = fine / 2;
  const int far = fine % 2 == 0 ? near - 1 : near + 1;
  return {replicate(near, coarseLength), replicate(far, coarseLength)};
}

float between(float near, float far) {
  return 0.75F * near + 0.25F * far;
}

}  // namespace

void solveFlow(FloatView equations, int window, ImageView<float> flow) {
  const float scale = 1.0F / static_cast<float>(window * window);
  WindowSum windowSum(equations.width(), window);
  for (int y = 0; y < equations.height(); ++y) {
    const float* sums = windowSum.row(equations, y).data();
    float* out = flow.row(y);
    for (int x = 0; x < equations.width(); ++x, sums += equationChannels, out += 2) {
      const float gxx = sums[gramXx] * scale;
      const float gxy = sums[gramXy] * scale;
      const float gyy = sums[gramYy] * scale;
      const float hx = sums[rightX] * scale;
      const float hy = sums[rightY] * scale;
      const float inverse = 1.0F / ((gxx * gyy - gxy * gxy) + 1e-3F);
      out[0] = boundedDisplacement((gyy * hx - gxy * hy) * inverse);
      out[1] = boundedDisplacement((gxx * hy - gxy * hx) * inverse);
    }
  }
}

FloatImage finerFlow(FloatView coarse, Size size) {
  FloatImage fine(size.width, size.height, 2);
  for (int y = 0; y < size.height; ++y) {
    const Neighbours rows = coarseNeighbours(y, coarse.height());
    for (int x = 0; x < size.width; ++x) {
      const Neighbours columns = coarseNeighbours(x, coarse.width());
      for (int c = 0; c < 2; ++c) {
        const float near =
            between(coarse.at(columns.near, rows.near, c), coarse.at(columns.near, rows.far, c));
        const float far = between(coarse.at(columns.far, rows.near, c), coarse.at(columns.far, rows.far, c));
        fine.at(x, y, c) = 2.0F * between(near, far);
      }
    }
  }
  return fine;
}

}  // namespace gradevault
