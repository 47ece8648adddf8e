#include "gradevault/rotation.hpp"

namespace gradevault {
namespace {

/// Where the top left pixel of the coded frame goes, and how far its right and lower neighbours lie from it,
/// in elements of the upright frame.
struct Walk {
  std::ptrdiff_t start = 0;
  std::ptrdiff_t perColumn = 0;
  std::ptrdiff_t perRow = 0;
};

Walk walkOver(const ImageView<std::uint8_t>& upright, Rotation rotation) {
  const std::ptrdiff_t pixel = upright.channels();
  const std::ptrdiff_t right = pixel * (upright.width() - 1);
  const std::ptrdiff_t bottom = upright.stride() * (upright.height() - 1);
  switch (rotation) {
    case Rotation::none:
      return {0, pixel, upright.stride()};
    case Rotation::cw90:
      return {right, upright.stride(), -pixel};
    case Rotation::cw180:
      return {bottom + right, -pixel, -upright.stride()};
    case Rotation::cw270:
      return {bottom, -upright.stride(), pixel};
  }
  return {0, pixel, upright.stride()};
}

}  // namespace

Size rotated(Size coded, Rotation rotation) noexcept {
  const bool lying = rotation == Rotation::cw90 || rotation == Rotation::cw270;
  return lying ? Size{coded.height, coded.width} : coded;
}

Point rotated(Point coded, Size codedSize, Rotation rotation) noexcept {
  const double right = codedSize.width - 1;
  const double bottom = codedSize.height - 1;
  switch (rotation) {
    case Rotation::none:
      return coded;
    case Rotation::cw90:
      return {bottom - coded.y, coded.x};
    case Rotation::cw180:
      return {right - coded.x, bottom - coded.y};
    case Rotation::cw270:
      return {coded.y, right - coded.x};
  }
  return coded;
}

Rect rotated(Rect area, Size codedSize, Rotation rotation) noexcept {
  const int rightGap = codedSize.width - area.x - area.width;
  const int bottomGap = codedSize.height - area.y - area.height;
  switch (rotation) {
    case Rotation::none:
      return area;
    case Rotation::cw90:
      return {bottomGap, area.x, area.height, area.width};
    case Rotation::cw180:
      return {rightGap, bottomGap, area.width, area.height};
    case Rotation::cw270:
      return {area.y, rightGap, area.height, area.width};
  }
  return area;
}

Image<std::uint8_t> rotated(ImageView<const std::uint8_t> coded, Rotation rotation) {
  const Size size = rotated(coded.size(), rotation);
  Image<std::uint8_t> upright(size.width, size.height, coded.channels());
  if (coded.empty()) return upright;
  const Walk walk = walkOver(upright.view(), rotation);
  for (int y = 0; y < coded.height(); ++y) {
    const std::uint8_t* from = coded.row(y);
    std::uint8_t* to = upright.view().data() + walk.start + y * walk.perRow;
    for (int x = 0; x < coded.width(); ++x, from += coded.channels(), to += walk.perColumn) {
      for (int c = 0; c < coded.channels(); ++c) to[c] = from[c];
    }
  }
  return upright;
}

}  // namespace gradevault
