#include "integer_film.hpp"

#include <algorithm>
#include <cstdint>

namespace gradevault::testing {
namespace {

/// A well mixed number for a place; the constants are those of SplitMix64 (Steele, Lea, Flood, 2014).
std::uint32_t mixed(std::uint64_t seed, std::int64_t x, std::int64_t y) {
  std::uint64_t z = seed * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(x) * 0xBF58476D1CE4E5B9U +
                    static_cast<std::uint64_t>(y) * 0x94D049BB133111EBU;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return static_cast<std::uint32_t>((z ^ (z >> 31)) >> 32);
}

/// Random values 0 … 255 on a lattice of 2^`shift` sixteenths of a pixel, bilinear between.
int lattice(std::uint64_t seed, int shift, std::int64_t x, std::int64_t y) {
  const std::int64_t cell = std::int64_t{1} << shift;
  const std::int64_t cx = x >> shift;
  const std::int64_t cy = y >> shift;
  const std::int64_t fx = x - (cx << shift);
  const std::int64_t fy = y - (cy << shift);
  const auto at = [&](std::int64_t i, std::int64_t j) {
    return static_cast<std::int64_t>(mixed(seed, i, j) >> 24);
  };
  const std::int64_t upper = at(cx, cy) * (cell - fx) + at(cx + 1, cy) * fx;
  const std::int64_t lower = at(cx, cy + 1) * (cell - fx) + at(cx + 1, cy + 1) * fx;
  return static_cast<int>((upper * (cell - fy) + lower * fy) >> (2 * shift));
}

}  // namespace

GrayImage integerFilm(Size size, unsigned seed, int frame) {
  GrayImage picture(size.width, size.height);
  const std::uint64_t noise = seed + 1000U * static_cast<std::uint64_t>(frame + 1);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const std::int64_t sx = 16LL * x + 21LL * frame;
      const std::int64_t sy = 16LL * y - 13LL * frame;
      const int detail = (6 * lattice(seed, 9, sx, sy) + 5 * lattice(seed + 1, 7, sx, sy) +
                          3 * lattice(seed + 2, 5, sx, sy)) /
                         14;
      int value = (detail - 128) * 7 / 4 + 128 + static_cast<int>(mixed(noise, x, y) % 7U) - 3;
      // In eighths of the picture, so that every size has them.
      const int column = 8 * x / size.width;
      const int row = 8 * y / size.height;
      if (column == 5 && row == 2) value += 140;
      if (column == 1 && row == 6) value -= 140;
      picture.at(x, y) = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
    }
  }
  return picture;
}

}  // namespace gradevault::testing
