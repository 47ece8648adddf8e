#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gradevault/image.hpp"
#include "gradevault/scan.hpp"

namespace gradevault {

inline constexpr std::size_t maxGlareBoxes = 8;

/// One 8-connected area of saturated pixels.
struct SaturatedBlob {
  std::int64_t pixels = 0;
  Rect box;
  bool operator==(const SaturatedBlob&) const = default;
};

/// The definition: every 8-connected area of luma ≥ `level`, by flood fill, in the order of its first pixel.
[[nodiscard]] std::vector<SaturatedBlob> saturatedBlobs(GrayView luma, int level);

/// Glare from the blobs of a frame, in whatever order they come: those that cover at least `blobShare` of the
/// frame. `share` counts all of them, `blobs` the boxes of the largest.
[[nodiscard]] Glare glareFrom(std::vector<SaturatedBlob> blobs, std::int64_t framePixels, double blobShare);

}  // namespace gradevault
