#include "scan/glare.hpp"

#include <algorithm>
#include <tuple>

namespace gradevault {
namespace {

struct Pixel {
  int x = 0;
  int y = 0;
};

class FloodFill {
 public:
  FloodFill(GrayView luma, int level) : luma_(luma), level_(level), seen_(luma.width(), luma.height()) {}

  [[nodiscard]] bool startsBlob(int x, int y) const {
    return luma_.at(x, y) >= level_ && seen_.at(x, y) == 0;
  }

  SaturatedBlob fillFrom(int x, int y) {
    int left = x, right = x, top = y, bottom = y;
    std::int64_t pixels = 0;
    visit(x, y);
    while (!pending_.empty()) {
      const Pixel p = pending_.back();
      pending_.pop_back();
      ++pixels;
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
      for (int ny = std::max(p.y - 1, 0); ny <= std::min(p.y + 1, luma_.height() - 1); ++ny) {
        for (int nx = std::max(p.x - 1, 0); nx <= std::min(p.x + 1, luma_.width() - 1); ++nx) {
          if (startsBlob(nx, ny)) visit(nx, ny);
        }
      }
    }
    return {pixels, {left, top, right - left + 1, bottom - top + 1}};
  }

 private:
  void visit(int x, int y) {
    seen_.at(x, y) = 1;
    pending_.push_back({x, y});
  }

  GrayView luma_;
  int level_;
  GrayImage seen_;
  std::vector<Pixel> pending_;
};

/// Largest first, then upper, then left; the rest only so that equal blobs have one order.
bool comesBefore(const SaturatedBlob& a, const SaturatedBlob& b) {
  const auto key = [](const SaturatedBlob& blob) {
    return std::tuple(-blob.pixels, blob.box.y, blob.box.x, blob.box.height, blob.box.width);
  };
  return key(a) < key(b);
}

}  // namespace

std::vector<SaturatedBlob> saturatedBlobs(GrayView luma, int level) {
  std::vector<SaturatedBlob> blobs;
  FloodFill fill(luma, level);
  for (int y = 0; y < luma.height(); ++y) {
    for (int x = 0; x < luma.width(); ++x) {
      if (fill.startsBlob(x, y)) blobs.push_back(fill.fillFrom(x, y));
    }
  }
  return blobs;
}

Glare glareFrom(std::vector<SaturatedBlob> blobs, std::int64_t framePixels, double blobShare) {
  const double least = blobShare * static_cast<double>(framePixels);
  std::erase_if(blobs, [&](const SaturatedBlob& blob) { return static_cast<double>(blob.pixels) < least; });
  std::sort(blobs.begin(), blobs.end(), comesBefore);
  Glare glare;
  std::int64_t pixels = 0;
  for (const SaturatedBlob& blob : blobs) {
    pixels += blob.pixels;
    if (glare.blobs.size() < maxGlareBoxes) glare.blobs.push_back(blob.box);
  }
  glare.share = static_cast<double>(pixels) / static_cast<double>(framePixels);
  return glare;
}

}  // namespace gradevault
