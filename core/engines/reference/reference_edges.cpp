#include "reference_edges.hpp"

#include <algorithm>
#include <cstdlib>

#include "canny.hpp"
#include "scan/border.hpp"

namespace gradevault {
namespace {

/// A pixel by its place, mirrored outside the picture.
class MirroredLuma {
 public:
  explicit MirroredLuma(GrayView luma) : luma_(luma) {}
  [[nodiscard]] int operator()(int x, int y) const {
    return luma_.at(reflect101(x, luma_.width()), reflect101(y, luma_.height()));
  }

 private:
  GrayView luma_;
};

int laplacian(const MirroredLuma& v, int x, int y) {
  return v(x, y - 1) + v(x, y + 1) + v(x - 1, y) + v(x + 1, y) - 4 * v(x, y);
}

int squaredGradient(const MirroredLuma& v, int x, int y) {
  int dx = 0;
  int dy = 0;
  for (int i = -1; i <= 1; ++i) {
    const int weight = i == 0 ? 2 : 1;
    dx += weight * (v(x + 1, y + i) - v(x - 1, y + i));
    dy += weight * (v(x + i, y + 1) - v(x + i, y - 1));
  }
  return dx * dx + dy * dy;
}

int scaledVariance(const MirroredLuma& v, int x, int y) {
  int sum = 0;
  int squares = 0;
  for (int ny = y - 2; ny <= y + 2; ++ny) {
    for (int nx = x - 2; nx <= x + 2; ++nx) {
      const int value = v(nx, ny);
      sum += value;
      squares += value * value;
    }
  }
  return 25 * squares - sum * sum;
}

GrayImage weightedCanny(GrayView luma) {
  const Image<std::uint16_t> ridges = gradientRidges(luma);
  GrayImage sum(luma.width(), luma.height());
  const auto add = [&](int low, int high, int hundredths) {
    const GrayImage edges = edgesByHysteresis(ridges.view(), low, high);
    for (int y = 0; y < sum.height(); ++y) {
      for (int x = 0; x < sum.width(); ++x) {
        if (edges.at(x, y) != 0) sum.at(x, y) = static_cast<std::uint8_t>(sum.at(x, y) + hundredths);
      }
    }
  };
  add(15, 60, 50);
  add(30, 100, 35);
  add(50, 150, 15);
  return sum;
}

/// `better` of each pixel, its left, its upper and its upper left neighbour, as far as they lie in the
/// picture.
template <class Better>
GrayImage overSquare(GrayView mask, Better better) {
  GrayImage out(mask.width(), mask.height());
  for (int y = 0; y < mask.height(); ++y) {
    for (int x = 0; x < mask.width(); ++x) {
      std::uint8_t value = mask.at(x, y);
      if (x > 0) value = better(value, mask.at(x - 1, y));
      if (y > 0) value = better(value, mask.at(x, y - 1));
      if (x > 0 && y > 0) value = better(value, mask.at(x - 1, y - 1));
      out.at(x, y) = value;
    }
  }
  return out;
}

class ReferenceEdges final : public EdgeStages {
 public:
  EdgeLayers layers(GrayView luma) const override {
    EdgeLayers out{.canny = weightedCanny(luma),
                   .laplacian = Image<std::uint16_t>(luma.width(), luma.height()),
                   .gradient = Image<std::int32_t>(luma.width(), luma.height()),
                   .deviation = Image<std::int32_t>(luma.width(), luma.height())};
    const MirroredLuma mirrored(luma);
    for (int y = 0; y < luma.height(); ++y) {
      for (int x = 0; x < luma.width(); ++x) {
        out.laplacian.at(x, y) = static_cast<std::uint16_t>(std::abs(laplacian(mirrored, x, y)));
        out.gradient.at(x, y) = squaredGradient(mirrored, x, y);
        out.deviation.at(x, y) = scaledVariance(mirrored, x, y);
      }
    }
    return out;
  }

  GrayImage closed(GrayView mask) const override {
    const GrayImage dilated = overSquare(mask, [](auto a, auto b) { return std::max(a, b); });
    return overSquare(dilated.view(), [](auto a, auto b) { return std::min(a, b); });
  }
};

}  // namespace

std::unique_ptr<EdgeStages> makeReferenceEdges() {
  return std::make_unique<ReferenceEdges>();
}

}  // namespace gradevault
