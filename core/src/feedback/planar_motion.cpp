#include "feedback/planar_motion.hpp"

#include <cmath>
#include <cstddef>

#include "rectify/homography.hpp"

namespace gradevault::feedback {
namespace {

/// In the order in which the models take them: translation, the other affine ones, perspective.
constexpr std::array<double, 8> penalty{0, 0, 1, 1, 1, 1, 20, 20};

using Vector = std::array<double, 8>;
using Matrix = std::array<Vector, 8>;

/// Cholesky; false when the matrix is not positive definite.
bool solveInPlace(Matrix& m, Vector& x, std::size_t n) noexcept {
  for (std::size_t j = 0; j < n; ++j) {
    double diagonal = m[j][j];
    for (std::size_t k = 0; k < j; ++k) diagonal -= m[j][k] * m[j][k];
    if (!(diagonal > 1e-9)) return false;
    m[j][j] = std::sqrt(diagonal);
    for (std::size_t i = j + 1; i < n; ++i) {
      double sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= m[i][k] * m[j][k];
      m[i][j] = sum / m[j][j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= m[i][k] * x[k];
    x[i] /= m[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= m[k][i] * x[k];
    x[i] /= m[i][i];
  }
  return true;
}

}  // namespace

void PlanarMotion::add(const PatchSay& say, const Point& at, double weight) noexcept {
  const double x = (at.x - centre_.x) / scale_;
  const double y = (at.y - centre_.y) / scale_;
  const Vector u{1, 0, x, y, 0, 0, x * x, x * y};
  const Vector v{0, 1, 0, 0, x, y, x * y, y * y};
  const auto& [xx, xy, yy] = say.structure;
  for (std::size_t i = 0; i < size; ++i) {
    const double alongX = weight * (u[i] * xx + v[i] * xy);
    const double alongY = weight * (u[i] * xy + v[i] * yy);
    for (std::size_t j = 0; j < size; ++j) normal_[i][j] += alongX * u[j] + alongY * v[j];
    right_[i] -= weight * (u[i] * say.slope[0] + v[i] * say.slope[1]);
  }
}

std::optional<Homography> PlanarMotion::solve(MotionModel model) const noexcept {
  Matrix m = normal_;
  Vector a = right_;
  const auto n = static_cast<std::size_t>(model);
  for (std::size_t i = 0; i < n; ++i) m[i][i] += penalty[i];
  if (!solveInPlace(m, a, n)) return std::nullopt;
  for (std::size_t i = n; i < size; ++i) a[i] = 0;
  for (double& value : a) value /= scale_;  // displacements in units
  const Homography change{1 + a[2], a[3], a[0], a[4], 1 + a[5], a[1], -a[6], -a[7], 1};
  const Homography toUnits{1 / scale_, 0, -centre_.x / scale_, 0, 1 / scale_, -centre_.y / scale_, 0, 0, 1};
  const Homography toPx{scale_, 0, centre_.x, 0, scale_, centre_.y, 0, 0, 1};
  return product(toPx, product(change, toUnits));
}

}  // namespace gradevault::feedback
