#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

#include "gradevault/luma.hpp"

namespace gradevault {
namespace {

using RangeTable = std::array<std::uint8_t, 256>;

constexpr RangeTable limitedToFull = [] {
  RangeTable table{};
  for (int v = 0; v < 256; ++v) {
    const int scaled = (std::max(v - 16, 0) * 255 + 109) / 219;
    table[static_cast<std::size_t>(v)] = static_cast<std::uint8_t>(std::min(scaled, 255));
  }
  return table;
}();

}  // namespace

void lumaFrom8Bit(ImageView<const std::uint8_t> plane, LumaRange range, ImageView<std::uint8_t> out) {
  assert(plane.size() == out.size() && plane.channels() == 1 && out.channels() == 1);
  for (int y = 0; y < plane.height(); ++y) {
    const std::uint8_t* from = plane.row(y);
    std::uint8_t* to = out.row(y);
    if (range == LumaRange::full) {
      std::copy_n(from, plane.width(), to);
    } else {
      std::transform(from, from + plane.width(), to, [](std::uint8_t v) { return limitedToFull[v]; });
    }
  }
}

void lumaFrom16Bit(ImageView<const std::uint16_t> plane, int bits, LumaRange range,
                   ImageView<std::uint8_t> out) {
  assert(plane.size() == out.size() && plane.channels() == 1 && out.channels() == 1);
  assert(bits >= 9 && bits <= 16);
  const int shift = bits - 8;
  const int half = 1 << (shift - 1);
  for (int y = 0; y < plane.height(); ++y) {
    const std::uint16_t* from = plane.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < plane.width(); ++x) {
      const int rounded = std::min(255, (from[x] + half) >> shift);
      to[x] = range == LumaRange::full ? static_cast<std::uint8_t>(rounded)
                                       : limitedToFull[static_cast<std::size_t>(rounded)];
    }
  }
}

}  // namespace gradevault
