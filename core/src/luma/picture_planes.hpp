#pragma once

#include <array>

#include "gradevault/decoded_picture.hpp"

namespace gradevault::luma {

/// By how much chroma is smaller, as a power of two.
[[nodiscard]] int chromaShiftX(PictureLayout layout) noexcept;
[[nodiscard]] int chromaShiftY(PictureLayout layout) noexcept;

/// The four channels of an RGBA picture.
[[nodiscard]] ImageView<const std::uint8_t> rgbaView(const DecodedPicture& picture) noexcept;

/// The planes of a picture that is not RGBA, at 8 bits: views of its own memory where that is possible; what
/// had to be converted or taken apart lies in here.
struct EightBitPlanes {
  /// Without luma `view.y` stays empty.
  EightBitPlanes(const DecodedPicture& picture, bool withLuma);
  EightBitPlanes(const EightBitPlanes&) = delete;
  EightBitPlanes& operator=(const EightBitPlanes&) = delete;

  YuvView view;

 private:
  std::array<GrayImage, 3> own_;
};

}  // namespace gradevault::luma
