#include "luma/picture_planes.hpp"

#include <utility>

namespace gradevault::luma {
namespace {

int halved(int length, int shift) {
  return (length + (1 << shift) - 1) >> shift;
}

/// One plane of `width` samples a row at 8 bits, full range: a view of the picture's own memory where that is
/// possible, else of `own`.
GrayView eightBitPlane(const DecodedPicture& picture, std::size_t plane, int width, int height,
                       GrayImage& own) {
  const std::byte* data = picture.planes[plane];
  const std::ptrdiff_t stride = picture.strides[plane];
  if (picture.bits <= 8) return {reinterpret_cast<const std::uint8_t*>(data), width, height, stride};
  own = GrayImage(width, height);
  lumaFrom16Bit({reinterpret_cast<const std::uint16_t*>(data), width, height, stride / 2}, picture.bits,
                LumaRange::full, own.view());
  return std::as_const(own).view();
}

/// Every second sample, from `first` on.
GrayImage everySecond(GrayView interleaved, int first) {
  GrayImage out(interleaved.width() / 2, interleaved.height());
  for (int y = 0; y < out.height(); ++y) {
    const std::uint8_t* from = interleaved.row(y) + first;
    std::uint8_t* to = out.view().row(y);
    for (int x = 0; x < out.width(); ++x) to[x] = from[2 * x];
  }
  return out;
}

}  // namespace

int chromaShiftX(PictureLayout layout) noexcept {
  return layout == PictureLayout::i444 ? 0 : 1;
}

int chromaShiftY(PictureLayout layout) noexcept {
  return layout == PictureLayout::i420 || layout == PictureLayout::nv12 ? 1 : 0;
}

ImageView<const std::uint8_t> rgbaView(const DecodedPicture& picture) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(picture.planes[0]), picture.size.width, picture.size.height,
          picture.strides[0], 4};
}

EightBitPlanes::EightBitPlanes(const DecodedPicture& picture, bool withLuma) {
  const auto [width, height] = picture.size;
  view.range = picture.range;
  view.matrix = picture.matrix;
  view.chromaShiftX = chromaShiftX(picture.layout);
  view.chromaShiftY = chromaShiftY(picture.layout);
  if (withLuma) view.y = eightBitPlane(picture, 0, width, height, own_[0]);
  const int chromaWidth = halved(width, view.chromaShiftX);
  const int chromaHeight = halved(height, view.chromaShiftY);
  if (picture.layout == PictureLayout::nv12) {
    GrayImage narrowed;
    const GrayView interleaved = eightBitPlane(picture, 1, 2 * chromaWidth, chromaHeight, narrowed);
    own_[1] = everySecond(interleaved, 0);
    own_[2] = everySecond(interleaved, 1);
    view.u = std::as_const(own_[1]).view();
    view.v = std::as_const(own_[2]).view();
  } else if (picture.layout != PictureLayout::gray) {
    view.u = eightBitPlane(picture, 1, chromaWidth, chromaHeight, own_[1]);
    view.v = eightBitPlane(picture, 2, chromaWidth, chromaHeight, own_[2]);
  }
}

}  // namespace gradevault::luma
