#pragma once

#include <cstdint>

#include "gradevault/image.hpp"

namespace gradevault {

/// What the numbers of a Y plane mean: 16…235 (in 8 bits) or the whole range.
enum class LumaRange { limited, full };

/// 8-bit full-range luma from an 8-bit Y plane: limited range goes through one integer table,
/// `clamp(((v − 16) · 255 + 109) / 219)`, division towards −∞ after the clamp at 0; full range is copied.
/// `out` has the size of `plane`.
void lumaFrom8Bit(ImageView<const std::uint8_t> plane, LumaRange range, ImageView<std::uint8_t> out);

/// The same from a Y plane of `bits` (9 … 16) significant low bits in native 16-bit words: first down to 8 bits with
/// `min(255, (v + half) >> (bits − 8))`, where half = 2^(bits − 9); for 10 bits `(v + 2) >> 2`. Then the range's table.
void lumaFrom16Bit(ImageView<const std::uint16_t> plane, int bits, LumaRange range, ImageView<std::uint8_t> out);

/// The smallest whole factor n with `floor(longSide / n) ≤ longest`; 1 when the picture already fits.
/// Preconditions: both sides and `longest` ≥ 1.
[[nodiscard]] int quickFactor(Size size, int longest = 640) noexcept;

/// The size that `averagedDown` gives: each side divided by the factor, remainder dropped, but at least 1.
[[nodiscard]] Size averagedSize(Size size, int factor) noexcept;

/// Block mean `(sum + n/2) / n` over factor × factor pixels; remainders at right and bottom are cropped. A side shorter
/// than the factor is averaged whole (one block of that length), so that a 1-px-high strip stays a picture.
/// `out` has `averagedSize(plane.size(), factor)`.
void averageDown(ImageView<const std::uint8_t> plane, int factor, ImageView<std::uint8_t> out);
[[nodiscard]] GrayImage averagedDown(ImageView<const std::uint8_t> plane, int factor);

}  // namespace gradevault
