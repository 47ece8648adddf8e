#include "undecoded_area.hpp"

#include <array>
#include <cstring>

#include "sample_plane.hpp"

namespace gradevault::media {
namespace {

constexpr int block = 16;
constexpr std::array<std::uint8_t, 2 * block> zeros{};

// Precondition: the area lies within the plane.
bool allZero(const SamplePlane& plane, int x, int y, int width, int height) noexcept {
  for (int row = y; row < y + height; ++row) {
    const std::uint8_t* samples =
        plane.data + row * plane.stride + static_cast<std::ptrdiff_t>(x) * plane.step;
    if (std::memcmp(samples, zeros.data(),
                    static_cast<std::size_t>(width) * static_cast<std::size_t>(plane.bytes)) != 0) {
      return false;
    }
  }
  return true;
}

bool separate(const SamplePlane& plane) noexcept {
  return plane.step == plane.bytes && plane.width > 0;
}

}  // namespace

bool hasUndecodedArea(const AVFrame& picture) noexcept {
  if (unreadablePixels(picture.format) || !hasChroma(static_cast<AVPixelFormat>(picture.format)))
    return false;
  const SamplePlane luma = samplePlane(picture, 0);
  const SamplePlane blue = samplePlane(picture, 1);
  const SamplePlane red = samplePlane(picture, 2);
  if (!separate(luma) || !separate(blue) || !separate(red)) return false;
  const int scaleX = (luma.width + blue.width - 1) / blue.width;
  const int scaleY = (luma.height + blue.height - 1) / blue.height;
  const int chromaWidth = block / scaleX;
  const int chromaHeight = block / scaleY;
  for (int y = 0; y + block <= luma.height; y += block) {
    for (int x = 0; x + block <= luma.width; x += block) {
      if (allZero(luma, x, y, 1, 1) && allZero(luma, x, y, block, block) &&
          allZero(blue, x / scaleX, y / scaleY, chromaWidth, chromaHeight) &&
          allZero(red, x / scaleX, y / scaleY, chromaWidth, chromaHeight)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace gradevault::media
