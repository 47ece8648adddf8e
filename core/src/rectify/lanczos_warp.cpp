#include "rectify/lanczos_warp.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "rectify/homography.hpp"
#include "rectify/lanczos_kernel.hpp"

namespace gradevault {
namespace {

// A coordinate in whole px and 1/1024 px, kept near the picture: farther out, replication gives the border
// pixel anyway.
struct Coordinate {
  int whole = 0;
  int phase = 0;
  bool inside = false;
};

Coordinate coordinate(double position, int length) {
  // The comparison also sends NaN outside.
  if (!(position > -8.0)) return {-8, 0, false};
  if (position > length + 7.0) return {length + 7, 0, false};
  const auto steps = static_cast<std::int64_t>(std::floor(position * LanczosKernel::phases + 0.5));
  const auto whole = static_cast<int>(steps >> 10);
  return {whole, static_cast<int>(steps & (LanczosKernel::phases - 1)),
          position >= -0.5 && position <= length - 0.5};
}

template <int channels>
void sample(ImageView<const std::uint8_t> source, Coordinate x, Coordinate y, const LanczosKernel& kernel,
            std::uint8_t* out) {
  constexpr int taps = LanczosKernel::taps;
  constexpr int span = taps * channels;
  const int left = x.whole - LanczosKernel::before;
  const int top = y.whole - LanczosKernel::before;
  std::array<float, span> columns{};
  const auto& down = kernel.at(y.phase);
  for (int tap = 0; tap < taps; ++tap) {
    const std::uint8_t* row = source.row(std::clamp(top + tap, 0, source.height() - 1));
    const float weight = down[static_cast<std::size_t>(tap)];
    std::array<std::uint8_t, span> replicated;
    const std::uint8_t* pixels = row + static_cast<std::ptrdiff_t>(left) * channels;
    if (left < 0 || left + taps > source.width()) {
      for (int i = 0; i < taps; ++i) {
        const std::uint8_t* pixel =
            row + static_cast<std::ptrdiff_t>(std::clamp(left + i, 0, source.width() - 1)) * channels;
        std::copy_n(pixel, channels, replicated.begin() + static_cast<std::ptrdiff_t>(i) * channels);
      }
      pixels = replicated.data();
    }
    for (int i = 0; i < span; ++i)
      columns[static_cast<std::size_t>(i)] += weight * static_cast<float>(pixels[i]);
  }
  const auto& across = kernel.at(x.phase);
  for (int channel = 0; channel < channels; ++channel) {
    float sum = 0;
    for (int tap = 0; tap < taps; ++tap) {
      sum +=
          across[static_cast<std::size_t>(tap)] * columns[static_cast<std::size_t>(tap * channels + channel)];
    }
    out[channel] = static_cast<std::uint8_t>(std::clamp(sum + 0.5F, 0.0F, 255.0F));
  }
}

bool allValidAround(GrayView valid, Coordinate x, Coordinate y) {
  const int right = x.whole + (x.phase > 0 ? 1 : 0);
  const int bottom = y.whole + (y.phase > 0 ? 1 : 0);
  for (const int row : {y.whole, bottom}) {
    for (const int column : {x.whole, right}) {
      if (valid.at(std::clamp(column, 0, valid.width() - 1), std::clamp(row, 0, valid.height() - 1)) == 0) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

WarpedPictures lanczosWarp(GrayView luma, RgbView rgb, GrayView valid, const Homography& toSource,
                           Size size) {
  WarpedPictures out{GrayImage(size.width, size.height), {}, GrayImage(size.width, size.height)};
  if (!rgb.empty()) out.rgb = RgbImage(size.width, size.height, 3);
  if (luma.empty()) return out;
  const LanczosKernel kernel;
  for (int row = 0; row < size.height; ++row) {
    for (int column = 0; column < size.width; ++column) {
      const Point position = mapped(toSource, {static_cast<double>(column), static_cast<double>(row)});
      const Coordinate x = coordinate(position.x, luma.width());
      const Coordinate y = coordinate(position.y, luma.height());
      sample<1>(luma, x, y, kernel, &out.luma.at(column, row));
      if (!rgb.empty()) sample<3>(rgb, x, y, kernel, &out.rgb.at(column, row));
      if (x.inside && y.inside && (valid.empty() || allValidAround(valid, x, y)))
        out.valid.at(column, row) = 255;
    }
  }
  return out;
}

}  // namespace gradevault
