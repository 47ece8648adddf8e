#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "gradevault/image.hpp"
#include "gradevault/result.hpp"

namespace gradevault::artifacts {

/// The picture as a PNG file's bytes: 1 channel is 8-bit grey, 3 are RGB. Lossless; the compression favours speed.
/// Errors: invalid_argument for an empty picture or another number of channels.
[[nodiscard]] Result<std::vector<std::byte>> encodePng(ImageView<const std::uint8_t> picture);

/// The same for 16-bit grey.
[[nodiscard]] Result<std::vector<std::byte>> encodePng(ImageView<const std::uint16_t> picture);

/// An 8-bit grey or RGB PNG back to pixels, for `gradevault compare` and the tests (16-bit grey by the second).
/// Errors: unreadable_input with libpng's reason.
[[nodiscard]] Result<Image<std::uint8_t>> decodePng(std::span<const std::byte> file);
[[nodiscard]] Result<Image<std::uint16_t>> decodePng16(std::span<const std::byte> file);

}  // namespace gradevault::artifacts
