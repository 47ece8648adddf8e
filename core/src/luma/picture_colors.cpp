#include <algorithm>
#include <cassert>

#include "gradevault/decoded_picture.hpp"
#include "luma/picture_planes.hpp"

namespace gradevault {
namespace {

RgbImage withoutFourth(ImageView<const std::uint8_t> rgba) {
  RgbImage out(rgba.width(), rgba.height(), 3);
  for (int y = 0; y < rgba.height(); ++y) {
    const std::uint8_t* from = rgba.row(y);
    std::uint8_t* to = out.view().row(y);
    for (int x = 0; x < rgba.width(); ++x)
      std::copy_n(from + 4 * std::ptrdiff_t{x}, 3, to + 3 * std::ptrdiff_t{x});
  }
  return out;
}

}  // namespace

void lumaOf(const DecodedPicture& picture, ImageView<std::uint8_t> out) {
  assert(out.size() == picture.size);
  const auto [width, height] = picture.size;
  if (picture.layout == PictureLayout::rgba) return lumaFromRgb(luma::rgbaView(picture), picture.matrix, out);
  if (picture.bits > 8) {
    return lumaFrom16Bit(
        {reinterpret_cast<const std::uint16_t*>(picture.planes[0]), width, height, picture.strides[0] / 2},
        picture.bits, picture.range, out);
  }
  lumaFrom8Bit({reinterpret_cast<const std::uint8_t*>(picture.planes[0]), width, height, picture.strides[0]},
               picture.range, out);
}

RgbImage rgbOf(const DecodedPicture& picture) {
  if (picture.layout == PictureLayout::rgba) return withoutFourth(luma::rgbaView(picture));
  return rgbFromYuv(luma::EightBitPlanes(picture, true).view);
}

}  // namespace gradevault
