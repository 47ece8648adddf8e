#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/executor.hpp"
#include "gradevault/image.hpp"
#include "gradevault/item.hpp"
#include "gradevault/options.hpp"
#include "gradevault/rectify.hpp"
#include "gradevault/rotation.hpp"

namespace gradevault {

/// One selected frame, upright, and what was found in it; the same in browser and server.
struct GoldenPicture {
  int frame = 0;  ///< index in the capture
  GrayImage luma;
  GrayImage quickLuma;  ///< as the scan averaged it
  RgbImage rgb;
  ItemDetection item;
  std::optional<double> itemSharpness;  ///< on the quick luma; absent without a quad
};

/// Golden frames, best first, wherever they are kept.
using GoldenPictures = std::span<const GoldenPicture* const>;

/// A picture in coded orientation turned upright; no item yet. `luma` and `rgb` have equal sizes.
[[nodiscard]] GoldenPicture uprightGolden(int frame, GrayImage luma, RgbImage rgb, Rotation rotation,
                                          int quickLongSide);

/// Looks for the item in all of them together and measures how sharp it is.
void findItem(std::span<GoldenPicture* const> pictures, const Options& options, Executor& executor);

/// Which of them the others are rectified and aligned to: the best with a quad, else the best; 0 when there
/// are none.
[[nodiscard]] std::size_t referenceOf(GoldenPictures pictures) noexcept;

/// The item warped to the reference's size, or the whole frame without a quad.
[[nodiscard]] RectifiedFrame rectified(const GoldenPicture& picture, const GoldenPicture& reference,
                                       const Options& options);

/// "golden_01.png" for the first (sharpest) golden frame, and so on; kind is golden, rectified, ….
[[nodiscard]] std::string pictureName(std::string_view kind, std::size_t index);

}  // namespace gradevault
