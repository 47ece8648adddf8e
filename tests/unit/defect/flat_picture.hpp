#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault::test {

inline GrayImage filled(int width, int height, std::uint8_t value) {
  GrayImage picture(width, height);
  std::fill_n(picture.view().data(), picture.pixels().size(), value);
  return picture;
}

/// A picture of one colour, its luma and an all-valid mask.
struct FlatPicture {
  RgbImage rgb;
  GrayImage luma;
  GrayImage valid;

  FlatPicture(int width, int height, std::array<std::uint8_t, 3> colour)
      : rgb(width, height, 3), luma(width, height), valid(filled(width, height, 255)) {
    paint({0, 0, width, height}, colour);
  }
  void paint(const Rect& area, std::array<std::uint8_t, 3> colour) {
    for (int y = area.y; y < area.y + area.height; ++y) {
      for (int x = area.x; x < area.x + area.width; ++x) {
        std::copy_n(colour.begin(), 3, &rgb.at(x, y));
        luma.at(x, y) = static_cast<std::uint8_t>((54 * colour[0] + 183 * colour[1] + 19 * colour[2]) / 256);
      }
    }
  }
};

inline std::int64_t marked(const GrayImage& mask) {
  return static_cast<std::int64_t>(mask.pixels().size()) -
         std::count(mask.pixels().begin(), mask.pixels().end(), std::uint8_t{0});
}

}  // namespace gradevault::test
