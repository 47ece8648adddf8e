#include "scenes.hpp"

#include <algorithm>

namespace gradevault::precheck {
namespace {

/// A hash of the place: grain that is the same wherever the frame begins.
int noiseAt(int x, int y) {
  auto value =
      static_cast<std::uint32_t>(x + 4096) * 2654435761U ^ static_cast<std::uint32_t>(y + 4096) * 2246822519U;
  value ^= value >> 15;
  value *= 2654435761U;
  return static_cast<int>(value >> 24) - 128;
}

GrayImage neutral(Size size) {
  GrayImage plane((size.width + 1) / 2, (size.height + 1) / 2);
  std::fill_n(plane.view().data(), plane.pixels().size(), std::uint8_t{128});
  return plane;
}

/// Grain with some extent, so that flow has something to follow.
int softNoiseAt(int x, int y) {
  const int column = x >= 0 ? x / 4 : (x - 3) / 4;
  const int row = y / 4;
  const int right = x - 4 * column;
  const int below = y - 4 * row;
  const int top = noiseAt(column, row) * (4 - right) + noiseAt(column + 1, row) * right;
  const int bottom = noiseAt(column, row + 1) * (4 - right) + noiseAt(column + 1, row + 1) * right;
  return (top * (4 - below) + bottom * below) / 16;
}

}  // namespace

PrecheckFrame Scene::frame(double time) const {
  PrecheckFrame result;
  result.time = time;
  result.picture.layout = PictureLayout::i420;
  result.picture.size = y.size();
  result.picture.range = LumaRange::full;
  const GrayImage* images[] = {&y, &u, &v};
  for (std::size_t plane = 0; plane < 3; ++plane) {
    result.picture.planes[plane] = reinterpret_cast<const std::byte*>(images[plane]->pixels().data());
    result.picture.strides[plane] = images[plane]->width();
  }
  return result;
}

Scene grain(Size size, int contrast, int shift) {
  Scene scene{GrayImage(size.width, size.height), neutral(size), neutral(size)};
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      scene.y.at(x, y) =
          static_cast<std::uint8_t>(std::clamp(128 + softNoiseAt(x - shift, y) * contrast / 128, 0, 255));
    }
  }
  return scene;
}

Scene cardOnTable(Size size, int right) {
  Scene scene = grain(size, 12);
  const int height = size.height * 7 / 10;
  const int width = height * 5 / 7;
  const int left = (size.width - width) / 2 + right;
  const int top = (size.height - height) / 2;
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const bool card = x >= left && x < left + width && y >= top && y < top + height;
      const int border = std::min({x - left, left + width - 1 - x, y - top, top + height - 1 - y});
      const int print = border < width / 12 ? 210 : 150 + softNoiseAt(x - left, y - top) / 2;
      scene.y.at(x, y) = static_cast<std::uint8_t>(card ? std::clamp(print, 0, 240) : scene.y.at(x, y) / 3);
    }
  }
  return scene;
}

}  // namespace gradevault::precheck
