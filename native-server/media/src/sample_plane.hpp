#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "ffmpeg_handles.hpp"
#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"

namespace gradevault::media {

/// One component (Y, Cb or Cr) of a decoded picture, wherever its samples lie: planar, or woven with another
/// component as in NV12, in the low or the high bits of its words as in P010.
struct SamplePlane {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;  ///< bytes between rows, may be negative
  int width = 0;
  int height = 0;
  int step = 1;   ///< bytes between samples
  int bytes = 1;  ///< a sample: 1 or 2
  int shift = 0;  ///< unused low bits
  int depth = 8;  ///< significant bits, 8 … 16

  /// `width` samples of row y, as numbers below 2^depth.
  void readRow(int y, std::span<std::uint16_t> out) const noexcept;
};

/// What this format holds ("RGB pictures (gbrp)") when it cannot be read. Everything with a luma component of
/// 8 to 16 bits can be: YUV of any subsampling, with or without alpha, and grey. RGB has no Y plane, and
/// turning it into one would be a conversion that browser and server had to agree on; so RGB and palettes are
/// refused.
[[nodiscard]] std::optional<std::string> unreadablePixels(int format);

/// Whether the format has chroma. Precondition here and below: the format is readable.
[[nodiscard]] bool hasChroma(AVPixelFormat format) noexcept;

/// Component 0 (Y), 1 (Cb) or 2 (Cr).
[[nodiscard]] SamplePlane samplePlane(const AVFrame& picture, int component) noexcept;

/// The plane in 8 bits as luma.hpp says: rounded to 8 bits, then spread over the full range if it is
/// `limited`. Chroma is taken with `full`, which only rounds. `out` has the plane's size.
void toEightBits(const SamplePlane& plane, LumaRange range, ImageView<std::uint8_t> out);

}  // namespace gradevault::media
