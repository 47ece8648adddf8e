#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "gradevault/decoded_picture.hpp"
#include "luma/picture_planes.hpp"

namespace gradevault {
namespace {

/// The chroma sample nearest to each block's centre, limited range stretched to full about its middle.
GrayImage pickedChroma(GrayView plane, int shiftX, int shiftY, const DecodedPicture& picture, Size size,
                       int factor) {
  const int stretch = picture.range == LumaRange::limited ? 255 : 224;
  const auto place = [&](int at, int length, int shift) {
    return std::min(at * factor + factor / 2, length - 1) >> shift;
  };
  GrayImage out(size.width, size.height);
  for (int y = 0; y < size.height; ++y) {
    const std::uint8_t* row = plane.row(place(y, picture.size.height, shiftY));
    std::uint8_t* to = out.view().row(y);
    for (int x = 0; x < size.width; ++x) {
      const int sample = row[place(x, picture.size.width, shiftX)] - 128;
      to[x] = static_cast<std::uint8_t>(std::clamp(128 + sample * stretch / 224, 0, 255));
    }
  }
  return out;
}

}  // namespace

RgbImage smallRgbOf(const DecodedPicture& picture, GrayView quickLuma, int factor) {
  assert(quickLuma.size() == averagedSize(picture.size, factor));
  const Size size = quickLuma.size();
  if (picture.layout == PictureLayout::rgba) return averagedRgb(luma::rgbaView(picture), factor);
  const luma::EightBitPlanes planes(picture, false);
  YuvView small;
  small.y = quickLuma;
  small.range = LumaRange::full;
  small.matrix = picture.matrix;
  small.chromaShiftX = 0;
  small.chromaShiftY = 0;
  if (planes.view.u.empty()) return rgbFromYuv(small);
  const auto picked = [&](GrayView plane) {
    return pickedChroma(plane, planes.view.chromaShiftX, planes.view.chromaShiftY, picture, size, factor);
  };
  const GrayImage u = picked(planes.view.u);
  const GrayImage v = picked(planes.view.v);
  small.u = u.view();
  small.v = v.view();
  return rgbFromYuv(small);
}

}  // namespace gradevault
