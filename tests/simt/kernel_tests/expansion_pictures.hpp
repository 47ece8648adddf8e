#pragma once

#include <random>

#include "gradevault/image.hpp"

namespace gradevault::testing {

inline FloatImage channel(FloatView picture, int c) {
  FloatImage plane(picture.width(), picture.height());
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) plane.at(x, y) = picture.at(x, y, c);
  }
  return plane;
}

inline void setChannel(FloatImage& picture, int c, const FloatImage& plane) {
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) picture.at(x, y, c) = plane.at(x, y);
  }
}

/// Displacements in any direction, up to `reach` px, a few as far as they may go and some exactly whole.
inline FloatImage wildFlow(Size size, unsigned seed, float reach) {
  std::mt19937 random(seed);
  FloatImage flow(size.width, size.height, 2);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      for (int c = 0; c < 2; ++c) {
        const float part = static_cast<float>(random()) / 4294967296.0F * 2.0F - 1.0F;
        const unsigned kind = random() % 16;
        float value = part * reach;
        if (kind == 0) value = static_cast<float>(static_cast<int>(value));
        if (kind == 1 && reach > 0) value = part < 0 ? -1024.0F : 1024.0F;
        flow.at(x, y, c) = value;
      }
    }
  }
  return flow;
}

}  // namespace gradevault::testing
