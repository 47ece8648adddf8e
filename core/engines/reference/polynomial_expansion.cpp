#include "polynomial_expansion.hpp"

#include <vector>

#include "flow/polynomial_taps.hpp"
#include "scan/border.hpp"

namespace gradevault {
namespace {

/// A row with `polynomialRadius` more values on each side.
class PaddedRow {
 public:
  explicit PaddedRow(int width)
      : width_(width), values_(static_cast<std::size_t>(width + 2 * polynomialRadius)) {}
  [[nodiscard]] float* data() { return values_.data() + polynomialRadius; }
  [[nodiscard]] const float* data() const { return values_.data() + polynomialRadius; }
  void replicateEdges() {
    for (int k = 1; k <= polynomialRadius; ++k) {
      data()[-k] = data()[0];
      data()[width_ - 1 + k] = data()[width_ - 1];
    }
  }

 private:
  int width_;
  std::vector<float> values_;
};

/// The three filters down the columns, for one row of the level.
struct ColumnSums {
  explicit ColumnSums(int width) : smooth(width), slope(width), curvature(width) {}
  PaddedRow smooth, slope, curvature;
};

float tap(const PolynomialTaps& taps, int k) {
  return taps[static_cast<std::size_t>(k)];
}

void filterColumns(FloatView level, int y, ColumnSums& sums) {
  float* smooth = sums.smooth.data();
  float* slope = sums.slope.data();
  float* curvature = sums.curvature.data();
  const float* here = level.row(y);
  for (int x = 0; x < level.width(); ++x) {
    smooth[x] = tap(smoothTaps, 0) * here[x];
    curvature[x] = tap(curvatureTaps, 0) * here[x];
  }
  for (int k = 1; k <= polynomialRadius; ++k) {
    const float* above = level.row(replicate(y - k, level.height()));
    const float* below = level.row(replicate(y + k, level.height()));
    for (int x = 0; x < level.width(); ++x) {
      const float sum = above[x] + below[x];
      const float difference = tap(slopeTaps, k) * (below[x] - above[x]);
      smooth[x] += tap(smoothTaps, k) * sum;
      curvature[x] += tap(curvatureTaps, k) * sum;
      slope[x] = k == 1 ? difference : slope[x] + difference;
    }
  }
  sums.smooth.replicateEdges();
  sums.slope.replicateEdges();
  sums.curvature.replicateEdges();
}

float even(const float* at, const PolynomialTaps& taps) {
  float sum = taps[0] * at[0];
  for (int k = 1; k <= polynomialRadius; ++k) sum += tap(taps, k) * (at[-k] + at[k]);
  return sum;
}

float odd(const float* at, const PolynomialTaps& taps) {
  float sum = tap(taps, 1) * (at[1] - at[-1]);
  for (int k = 2; k <= polynomialRadius; ++k) sum += tap(taps, k) * (at[k] - at[-k]);
  return sum;
}

}  // namespace

FloatImage polynomialExpansion(FloatView level) {
  FloatImage expansion(level.width(), level.height(), expansionChannels);
  ColumnSums sums(level.width());
  for (int y = 0; y < level.height(); ++y) {
    filterColumns(level, y, sums);
    float* out = expansion.view().row(y);
    for (int x = 0; x < level.width(); ++x, out += expansionChannels) {
      out[slopeX] = odd(sums.smooth.data() + x, slopeTaps);
      out[slopeY] = even(sums.slope.data() + x, smoothTaps);
      out[curvatureXx] = even(sums.smooth.data() + x, curvatureTaps);
      out[curvatureYy] = even(sums.curvature.data() + x, smoothTaps);
      out[curvatureXy] = odd(sums.slope.data() + x, slopeTaps);
    }
  }
  return expansion;
}

}  // namespace gradevault
