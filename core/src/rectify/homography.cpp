#include "rectify/homography.hpp"

#include <cstddef>

namespace gradevault {

Point mapped(const Homography& h, Point p) noexcept {
  const double w = h[6] * p.x + h[7] * p.y + h[8];
  return {(h[0] * p.x + h[1] * p.y + h[2]) / w, (h[3] * p.x + h[4] * p.y + h[5]) / w};
}

Homography product(const Homography& first, const Homography& second) noexcept {
  Homography result{};
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      for (std::size_t i = 0; i < 3; ++i)
        result[3 * row + column] += first[3 * row + i] * second[3 * i + column];
    }
  }
  return result;
}

Homography inverse(const Homography& h) noexcept {
  const Homography adjugate{h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
                            h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
                            h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]};
  const double determinant = h[0] * adjugate[0] + h[1] * adjugate[3] + h[2] * adjugate[6];
  Homography result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = adjugate[i] / determinant;
  return result;
}

Homography rectifiedToFrame(const Quad& quad, Size rectified) noexcept {
  const auto& [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const Point right{topRight.x - bottomRight.x, topRight.y - bottomRight.y};
  const Point bottom{bottomLeft.x - bottomRight.x, bottomLeft.y - bottomRight.y};
  const Point rest{topLeft.x - topRight.x + bottomRight.x - bottomLeft.x,
                   topLeft.y - topRight.y + bottomRight.y - bottomLeft.y};
  const double cross = right.x * bottom.y - right.y * bottom.x;
  const double g = (rest.x * bottom.y - rest.y * bottom.x) / cross;
  const double h = (right.x * rest.y - right.y * rest.x) / cross;
  const Homography fromSquare{topRight.x - topLeft.x + g * topRight.x,
                              bottomLeft.x - topLeft.x + h * bottomLeft.x,
                              topLeft.x,
                              topRight.y - topLeft.y + g * topRight.y,
                              bottomLeft.y - topLeft.y + h * bottomLeft.y,
                              topLeft.y,
                              g,
                              h,
                              1};
  const Homography toSquare{1.0 / rectified.width,
                            0,
                            0.5 / rectified.width,
                            0,
                            1.0 / rectified.height,
                            0.5 / rectified.height,
                            0,
                            0,
                            1};
  return product(fromSquare, toSquare);
}

}  // namespace gradevault
