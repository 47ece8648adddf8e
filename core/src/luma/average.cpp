#include <algorithm>
#include <cassert>
#include <vector>

#include "gradevault/luma.hpp"

namespace gradevault {

int quickFactor(Size size, int longest) noexcept {
  assert(size.width >= 1 && size.height >= 1 && longest >= 1);
  return std::max(size.width, size.height) / (longest + 1) + 1;
}

Size averagedSize(Size size, int factor) noexcept {
  assert(factor >= 1);
  return {std::max(size.width / factor, 1), std::max(size.height / factor, 1)};
}

void averageDown(ImageView<const std::uint8_t> plane, int factor, ImageView<std::uint8_t> out) {
  assert(plane.channels() == 1 && !plane.empty() && out.size() == averagedSize(plane.size(), factor));
  const int blockWidth = std::min(factor, plane.width());
  const int blockHeight = std::min(factor, plane.height());
  const auto pixels = static_cast<std::uint64_t>(blockWidth) * static_cast<std::uint64_t>(blockHeight);
  std::vector<std::uint32_t> columns(static_cast<std::size_t>(out.width() * blockWidth));

  for (int y = 0; y < out.height(); ++y) {
    std::fill(columns.begin(), columns.end(), 0U);
    for (int row = 0; row < blockHeight; ++row) {
      const std::uint8_t* from = plane.row(y * blockHeight + row);
      for (std::size_t x = 0; x < columns.size(); ++x) columns[x] += from[x];
    }
    const std::uint32_t* block = columns.data();
    for (int x = 0; x < out.width(); ++x, block += blockWidth) {
      std::uint64_t sum = pixels / 2;
      for (int i = 0; i < blockWidth; ++i) sum += block[i];
      out.row(y)[x] = static_cast<std::uint8_t>(sum / pixels);
    }
  }
}

GrayImage averagedDown(ImageView<const std::uint8_t> plane, int factor) {
  const Size size = averagedSize(plane.size(), factor);
  GrayImage out(size.width, size.height);
  averageDown(plane, factor, out.view());
  return out;
}

}  // namespace gradevault
