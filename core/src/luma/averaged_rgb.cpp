#include <algorithm>
#include <cassert>

#include "gradevault/color.hpp"
#include "gradevault/luma.hpp"

namespace gradevault {
namespace {

std::uint8_t blockMean(ImageView<const std::uint8_t> picture, Rect block, int channel) {
  int sum = 0;
  for (int y = block.y; y < block.y + block.height; ++y) {
    for (int x = block.x; x < block.x + block.width; ++x) sum += picture.at(x, y, channel);
  }
  const int count = block.width * block.height;
  return static_cast<std::uint8_t>((sum + count / 2) / count);
}

}  // namespace

RgbImage averagedRgb(ImageView<const std::uint8_t> rgb, int factor) {
  assert(rgb.channels() >= 3);
  const Size size = averagedSize(rgb.size(), factor);
  RgbImage out(size.width, size.height, 3);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const Rect block{x * factor, y * factor, std::min(factor, rgb.width() - x * factor),
                       std::min(factor, rgb.height() - y * factor)};
      for (int channel = 0; channel < 3; ++channel) out.at(x, y, channel) = blockMean(rgb, block, channel);
    }
  }
  return out;
}

}  // namespace gradevault
