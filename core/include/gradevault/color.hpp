#pragma once

#include <cstdint>

#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"

namespace gradevault {

/// The constants that turn Y'CbCr into R'G'B'.
enum class YuvMatrix { bt601, bt709, bt2020 };

/// A decoded picture as 8-bit planes (deeper ones come here after `lumaFrom16Bit`-like rounding). Chroma planes are of
/// `ceil(width / 2^chromaShiftX) × ceil(height / 2^chromaShiftY)`; both empty for grey pictures.
struct YuvView {
  ImageView<const std::uint8_t> y;
  ImageView<const std::uint8_t> u;
  ImageView<const std::uint8_t> v;
  int chromaShiftX = 1;
  int chromaShiftY = 1;
  LumaRange range = LumaRange::limited;
  YuvMatrix matrix = YuvMatrix::bt709;
};

/// Integer Y'CbCr → R'G'B', the same in browser and server: 14-bit fixed-point coefficients, rounded once a channel,
/// clamped; the nearest (co-sited left) chroma sample is used. Pixels outside 0…255 after the matrix are clamped.
[[nodiscard]] RgbImage rgbFromYuv(const YuvView& picture);

/// The luma of R'G'B' where nothing better is to be had: the matrix's Y' in full range, 16-bit fixed-point coefficients that add up
/// to one, rounded. `rgb` has three or four interleaved channels, red first; the fourth is ignored. `out` has its size.
/// Off by a code or two from the decoder's Y plane, which was rounded, clamped and converted on its way here.
void lumaFromRgb(ImageView<const std::uint8_t> rgb, YuvMatrix matrix, ImageView<std::uint8_t> out);

/// Colours averaged down by a whole factor, block by block as `averageDown` does. `rgb` has three or four channels, the fourth is
/// dropped.
[[nodiscard]] RgbImage averagedRgb(ImageView<const std::uint8_t> rgb, int factor);

}  // namespace gradevault
