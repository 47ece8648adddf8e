#pragma once

#include <cmath>
#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault::test {

/// A smooth picture that is known at every position: waves of 23 to 40 px, brightness 128 ± 110.
inline double chart(double x, double y) {
  return 128.0 + 50.0 * std::sin(0.27 * x + 0.04 * y) + 40.0 * std::cos(0.16 * y - 0.03 * x) +
         20.0 * std::sin(0.11 * (x + y));
}

inline std::uint8_t rounded(double value) {
  return static_cast<std::uint8_t>(std::lround(value));
}

inline GrayImage chartPicture(int width, int height) {
  GrayImage picture(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) picture.at(x, y) = rounded(chart(x, y));
  }
  return picture;
}

/// Each channel a different shade of `gray`, so that swapped or shifted channels show.
inline RgbImage coloured(const GrayImage& gray) {
  RgbImage picture(gray.width(), gray.height(), 3);
  for (int y = 0; y < gray.height(); ++y) {
    for (int x = 0; x < gray.width(); ++x) {
      picture.at(x, y, 0) = gray.at(x, y);
      picture.at(x, y, 1) = static_cast<std::uint8_t>(255 - gray.at(x, y));
      picture.at(x, y, 2) = static_cast<std::uint8_t>(gray.at(x, y) / 2);
    }
  }
  return picture;
}

/// The quad around all pixels of a picture.
inline Quad outline(double width, double height) {
  return {{{-0.5, -0.5}, {width - 0.5, -0.5}, {width - 0.5, height - 0.5}, {-0.5, height - 0.5}}};
}

}  // namespace gradevault::test
