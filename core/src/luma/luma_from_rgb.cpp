#include <cassert>
#include <cstdint>

#include "gradevault/color.hpp"

namespace gradevault {
namespace {

/// Shares of red, green and blue in Y', times 2^16; they add up to 2^16, so that grey stays what it is.
struct Shares {
  std::uint32_t red = 0;
  std::uint32_t green = 0;
  std::uint32_t blue = 0;
};

constexpr Shares shares(double kr, double kb) {
  constexpr std::uint32_t one = 1U << 16;
  const auto red = static_cast<std::uint32_t>(kr * one + 0.5);
  const auto blue = static_cast<std::uint32_t>(kb * one + 0.5);
  return {red, one - red - blue, blue};
}

/// Kr and Kb as in color.cpp.
constexpr Shares shares(YuvMatrix matrix) {
  switch (matrix) {
    case YuvMatrix::bt601:
      return shares(0.299, 0.114);
    case YuvMatrix::bt709:
      return shares(0.2126, 0.0722);
    case YuvMatrix::bt2020:
      return shares(0.2627, 0.0593);
  }
  return shares(0.2126, 0.0722);
}

template <int channels>
void lumaOfRow(const std::uint8_t* rgb, int width, Shares k, std::uint8_t* out) {
  for (int x = 0; x < width; ++x, rgb += channels) {
    out[x] =
        static_cast<std::uint8_t>((k.red * rgb[0] + k.green * rgb[1] + k.blue * rgb[2] + (1U << 15)) >> 16);
  }
}

}  // namespace

void lumaFromRgb(ImageView<const std::uint8_t> rgb, YuvMatrix matrix, ImageView<std::uint8_t> out) {
  assert(rgb.size() == out.size() && out.channels() == 1);
  assert(rgb.channels() == 3 || rgb.channels() == 4);
  const Shares k = shares(matrix);
  for (int y = 0; y < rgb.height(); ++y) {
    if (rgb.channels() == 4) {
      lumaOfRow<4>(rgb.row(y), rgb.width(), k, out.row(y));
    } else {
      lumaOfRow<3>(rgb.row(y), rgb.width(), k, out.row(y));
    }
  }
}

}  // namespace gradevault
