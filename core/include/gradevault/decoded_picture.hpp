#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gradevault/color.hpp"
#include "gradevault/geometry.hpp"
#include "gradevault/image.hpp"
#include "gradevault/luma.hpp"
#include "gradevault/result.hpp"

namespace gradevault {

/// How a decoder or a browser hands over a picture: planes of Y, U and V; Y and interleaved UV; or red,
/// green, blue and a fourth value that is ignored.
enum class PictureLayout { gray, i420, i422, i444, nv12, rgba };

/// The decoder's name for it, as FFmpeg spells it, e.g. yuv420p10le.
[[nodiscard]] std::string pixelFormatName(PictureLayout layout, int bits);

/// Where a decoded picture's samples lie; nothing is owned. Samples of more than 8 bits are native 16-bit
/// words with the significant bits low. Chroma planes are of `ceil(width / 2) × …` as the layout says.
struct DecodedPicture {
  PictureLayout layout = PictureLayout::i420;
  Size size;                                 ///< px, coded orientation
  int bits = 8;                              ///< a sample, 8 … 16; rgba has 8
  std::array<const std::byte*, 3> planes{};  ///< as many as the layout has: gray, rgba 1, nv12 2, else 3
  std::array<std::ptrdiff_t, 3> strides{};   ///< bytes from row to row, at least a row's
  LumaRange range = LumaRange::limited;      ///< rgba: not looked at
  YuvMatrix matrix = YuvMatrix::bt709;       ///< rgba: the one whose Y' becomes the luma
};

/// A plane's width in bytes and its rows; both 0 where the layout has no such plane.
struct PlaneExtent {
  std::size_t rowBytes = 0;
  std::size_t rows = 0;
};
[[nodiscard]] PlaneExtent planeExtent(const DecodedPicture& picture, std::size_t plane) noexcept;

/// Whether the members go together; invalid_argument names the one that does not.
[[nodiscard]] Status checkPicture(const DecodedPicture& picture);

/// The 8-bit full-range luma that the scan takes: the Y plane by `lumaFrom8Bit` or `lumaFrom16Bit`, RGBA by
/// `lumaFromRgb`. `out` has the picture's size. Precondition: checkPicture.
void lumaOf(const DecodedPicture& picture, ImageView<std::uint8_t> out);

/// The colours: rgbFromYuv of the planes at 8 bits, rounded as the luma is; RGBA without its fourth channel;
/// grey as grey. Precondition: checkPicture.
[[nodiscard]] RgbImage rgbOf(const DecodedPicture& picture);

/// The same averaged down by a whole factor, for those who only look: luma as `averageDown` gives it,
/// `quickLuma`, with the chroma sample nearest to each block's centre. Precondition: checkPicture;
/// `quickLuma` has averagedSize(size, factor).
[[nodiscard]] RgbImage smallRgbOf(const DecodedPicture& picture, GrayView quickLuma, int factor);

/// A picture with memory of its own, which is used again.
class PictureCopy {
 public:
  void assign(const DecodedPicture& picture);
  /// Valid until the next assign.
  [[nodiscard]] const DecodedPicture& picture() const noexcept { return picture_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_.size(); }

  PictureCopy() = default;
  PictureCopy(PictureCopy&& other) noexcept = default;
  PictureCopy& operator=(PictureCopy&& other) noexcept = default;
  PictureCopy(const PictureCopy&) = delete;
  PictureCopy& operator=(const PictureCopy&) = delete;

 private:
  std::vector<std::byte> bytes_;
  DecodedPicture picture_;
};

/// Bytes that a PictureCopy of it takes.
[[nodiscard]] std::size_t copyBytes(const DecodedPicture& picture) noexcept;

}  // namespace gradevault
