#include "canny.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "scan/border.hpp"

namespace gradevault {
namespace {

struct Gradient {
  int dx = 0;
  int dy = 0;
  [[nodiscard]] int magnitude() const { return std::abs(dx) + std::abs(dy); }
};

class SobelField {
 public:
  explicit SobelField(GrayView luma) : luma_(luma) {}

  [[nodiscard]] Gradient at(int x, int y) const {
    const int right = pixel(x + 1, y - 1) + 2 * pixel(x + 1, y) + pixel(x + 1, y + 1);
    const int left = pixel(x - 1, y - 1) + 2 * pixel(x - 1, y) + pixel(x - 1, y + 1);
    const int below = pixel(x - 1, y + 1) + 2 * pixel(x, y + 1) + pixel(x + 1, y + 1);
    const int above = pixel(x - 1, y - 1) + 2 * pixel(x, y - 1) + pixel(x + 1, y - 1);
    return {right - left, below - above};
  }

 private:
  [[nodiscard]] int pixel(int x, int y) const {
    return luma_.at(replicate(x, luma_.width()), replicate(y, luma_.height()));
  }

  GrayView luma_;
};

bool isRidge(const Image<std::uint16_t>& magnitude, int x, int y, Gradient gradient) {
  constexpr int tangent22 = 13573;  // tan 22.5° · 2^15
  const auto at = [&](int nx, int ny) -> int {
    const bool inside = nx >= 0 && nx < magnitude.width() && ny >= 0 && ny < magnitude.height();
    return inside ? magnitude.at(nx, ny) : 0;
  };
  const int here = magnitude.at(x, y);
  const int across = std::abs(gradient.dx);
  const int along = std::abs(gradient.dy) << 15;
  const int shallow = across * tangent22;
  const int steep = shallow + (across << 16);  // tan 67.5° = tan 22.5° + 2
  if (along < shallow) return here > at(x - 1, y) && here >= at(x + 1, y);
  if (along > steep) return here > at(x, y - 1) && here >= at(x, y + 1);
  const int slope = (gradient.dx ^ gradient.dy) < 0 ? -1 : 1;
  return here > at(x - slope, y - 1) && here > at(x + slope, y + 1);
}

}  // namespace

Image<std::uint16_t> gradientRidges(GrayView luma) {
  const SobelField sobel(luma);
  Image<std::uint16_t> magnitude(luma.width(), luma.height());
  for (int y = 0; y < luma.height(); ++y) {
    for (int x = 0; x < luma.width(); ++x) {
      magnitude.at(x, y) = static_cast<std::uint16_t>(sobel.at(x, y).magnitude());
    }
  }
  Image<std::uint16_t> ridges(luma.width(), luma.height());
  for (int y = 0; y < luma.height(); ++y) {
    for (int x = 0; x < luma.width(); ++x) {
      if (isRidge(magnitude, x, y, sobel.at(x, y))) ridges.at(x, y) = magnitude.at(x, y);
    }
  }
  return ridges;
}

GrayImage edgesByHysteresis(ImageView<const std::uint16_t> ridges, int low, int high) {
  GrayImage edges(ridges.width(), ridges.height());
  std::vector<std::pair<int, int>> pending;
  const auto mark = [&](int x, int y) {
    edges.at(x, y) = 255;
    pending.emplace_back(x, y);
  };
  for (int y = 0; y < ridges.height(); ++y) {
    for (int x = 0; x < ridges.width(); ++x) {
      if (ridges.at(x, y) > high) mark(x, y);
    }
  }
  while (!pending.empty()) {
    const auto [x, y] = pending.back();
    pending.pop_back();
    for (int ny = std::max(y - 1, 0); ny <= std::min(y + 1, ridges.height() - 1); ++ny) {
      for (int nx = std::max(x - 1, 0); nx <= std::min(x + 1, ridges.width() - 1); ++nx) {
        if (edges.at(nx, ny) == 0 && ridges.at(nx, ny) > low) mark(nx, ny);
      }
    }
  }
  return edges;
}

}  // namespace gradevault
