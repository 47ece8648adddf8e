#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <ostream>
#include <random>
#include <vector>

#include "gradevault/image.hpp"

namespace gradevault {

inline std::ostream& operator<<(std::ostream& out, Size size) {
  return out << size.width << 'x' << size.height;
}

/// What a failed comparison shows of a picture: its size and, when it is small, its values.
template <class T>
void PrintTo(const Image<T>& picture, std::ostream* out) {
  *out << picture.size();
  if (picture.pixels().size() > 32) return;
  for (const T value : picture.pixels()) *out << ' ' << +value;
}

namespace testing {

/// The sizes at which borders, odd rests and tiny sides show.
inline constexpr std::array<Size, 8> awkwardSizes{
    {{1, 1}, {1, 19}, {23, 1}, {3, 3}, {17, 31}, {65, 63}, {127, 97}, {640, 480}}};

/// Every pixel by itself, seeded; mt19937's numbers are the same everywhere.
inline GrayImage noise(Size size, unsigned seed) {
  std::mt19937 random(seed);
  GrayImage picture(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) picture.at(x, y) = static_cast<std::uint8_t>(random() >> 24);
  }
  return picture;
}

inline GrayImage constant(Size size, std::uint8_t value) {
  GrayImage picture(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) picture.at(x, y) = value;
  }
  return picture;
}

/// 255 with a chance of `share` / 256, else 0.
inline GrayImage speckles(Size size, unsigned seed, int share) {
  GrayImage mask = noise(size, seed);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) mask.at(x, y) = mask.at(x, y) < share ? 255 : 0;
  }
  return mask;
}

/// A smooth texture with detail at several scales and in all directions, as printed art has: a sum of waves,
/// moved by (dx, dy) px. Sampled from a continuous function, so that a move by parts of a pixel is exact.
inline GrayImage waves(Size size, double dx = 0, double dy = 0) {
  struct Wave {
    double x, y, phase, height;
  };
  static constexpr std::array<Wave, 9> parts{{{0.021, 0.013, 0.3, 28},
                                              {-0.017, 0.024, 1.1, 26},
                                              {0.063, 0.048, 2.0, 18},
                                              {-0.055, 0.071, 0.7, 18},
                                              {0.113, -0.131, 2.9, 11},
                                              {0.171, 0.097, 1.9, 11},
                                              {-0.229, 0.203, 0.1, 7},
                                              {0.307, 0.281, 2.2, 5},
                                              {0.391, -0.353, 1.4, 4}}};
  // sin(a + b) from the sines of a column's and a row's part, so that large pictures come fast.
  std::vector<std::array<double, 2 * parts.size()>> columns(static_cast<std::size_t>(size.width));
  for (std::size_t x = 0; x < columns.size(); ++x) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const double angle = 2 * std::numbers::pi * parts[i].x * (static_cast<double>(x) - dx) + parts[i].phase;
      columns[x][2 * i] = parts[i].height * std::sin(angle);
      columns[x][2 * i + 1] = parts[i].height * std::cos(angle);
    }
  }
  GrayImage picture(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    std::array<double, 2 * parts.size()> row{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const double angle = 2 * std::numbers::pi * parts[i].y * (y - dy);
      row[2 * i] = std::cos(angle);
      row[2 * i + 1] = std::sin(angle);
    }
    for (std::size_t x = 0; x < columns.size(); ++x) {
      const double value = std::inner_product(row.begin(), row.end(), columns[x].begin(), 128.0);
      picture.view().row(y)[x] = static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
    }
  }
  return picture;
}

inline GrayImage mirrored(GrayView picture) {
  GrayImage out(picture.width(), picture.height());
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) out.at(picture.width() - 1 - x, y) = picture.at(x, y);
  }
  return out;
}

}  // namespace testing
}  // namespace gradevault
