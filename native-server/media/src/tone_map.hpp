#pragma once

#include "picture_meaning.hpp"

namespace gradevault::media {

/// A PQ or HLG picture for people on an ordinary screen, 8-bit sRGB; never analysed. From the samples at
/// their full depth: R'G'B' → linear light (PQ: SMPTE ST 2084; HLG: ITU-R BT.2100 with the system gamma 1.2
/// of a 1,000 cd/m² screen), in units of HDR reference white, 203 cd/m² (ITU-R BT.2408) → BT.709 primaries
/// (ITU-R BT.2087) → tone curve → sRGB. The curve works on the largest of the three channels, m, and scales
/// all three alike, so that hues stay: m up to 0.6 is kept, above it is 0.6 + 0.4 · (1 − e^(−(m − 0.6) /
/// 0.4)), which joins smoothly and never reaches 1. Precondition: the pixel format is readable, the transfer
/// is not sdr.
[[nodiscard]] RgbImage toneMapped(const AVFrame& picture, const PictureMeaning& meaning);

}  // namespace gradevault::media
