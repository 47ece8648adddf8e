#include "gradevault/decoded_picture.hpp"

#include <cstring>
#include <string_view>

#include "luma/picture_planes.hpp"

namespace gradevault {
namespace {

bool wide(const DecodedPicture& picture) {
  return picture.bits > 8;
}

std::size_t planeCount(PictureLayout layout) {
  switch (layout) {
    case PictureLayout::gray:
    case PictureLayout::rgba:
      return 1;
    case PictureLayout::nv12:
      return 2;
    case PictureLayout::i420:
    case PictureLayout::i422:
    case PictureLayout::i444:
      break;
  }
  return 3;
}

std::size_t halved(int length, int shift) {
  return static_cast<std::size_t>((length + (1 << shift) - 1) >> shift);
}

std::string text(Size size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace

std::string pixelFormatName(PictureLayout layout, int bits) {
  const auto deep = [&](std::string_view name) {
    return std::string(name) + (bits > 8 ? std::to_string(bits) + "le" : std::string());
  };
  switch (layout) {
    case PictureLayout::gray:
      return deep("gray");
    case PictureLayout::i420:
      return deep("yuv420p");
    case PictureLayout::i422:
      return deep("yuv422p");
    case PictureLayout::i444:
      return deep("yuv444p");
    case PictureLayout::nv12:
      return bits > 8 ? deep("nv12p") : "nv12";
    case PictureLayout::rgba:
      return "rgba";
  }
  return "";
}

PlaneExtent planeExtent(const DecodedPicture& picture, std::size_t plane) noexcept {
  if (plane >= planeCount(picture.layout)) return {};
  const std::size_t sample = wide(picture) ? 2 : 1;
  const auto width = static_cast<std::size_t>(picture.size.width);
  const auto height = static_cast<std::size_t>(picture.size.height);
  if (picture.layout == PictureLayout::rgba) return {4 * width, height};
  if (plane == 0) return {width * sample, height};
  const auto columns = halved(picture.size.width, luma::chromaShiftX(picture.layout));
  const auto rows = halved(picture.size.height, luma::chromaShiftY(picture.layout));
  return {columns * sample * (picture.layout == PictureLayout::nv12 ? 2 : 1), rows};
}

Status checkPicture(const DecodedPicture& picture) {
  const auto refused = [](std::string what) {
    return Error{ErrorCode::invalid_argument, "a frame of " + what};
  };
  if (picture.size.width < 1 || picture.size.height < 1 || picture.size.width > 16384 ||
      picture.size.height > 16384) {
    return refused(text(picture.size) + " px: 1 to 16384 px a side are possible");
  }
  if (picture.bits < 8 || picture.bits > 16 || (picture.layout == PictureLayout::rgba && picture.bits != 8)) {
    return refused(std::to_string(picture.bits) + " bits a sample: 8 to 16 are possible, 8 for RGBA");
  }
  for (std::size_t plane = 0; plane < planeCount(picture.layout); ++plane) {
    const std::string name = "plane " + std::to_string(plane);
    const PlaneExtent extent = planeExtent(picture, plane);
    if (picture.planes[plane] == nullptr) return refused(text(picture.size) + " px without its " + name);
    if (picture.strides[plane] < static_cast<std::ptrdiff_t>(extent.rowBytes)) {
      return refused(text(picture.size) + " px whose " + name + " has rows of " +
                     std::to_string(extent.rowBytes) + " bytes and a stride of " +
                     std::to_string(picture.strides[plane]));
    }
    const bool odd =
        picture.strides[plane] % 2 != 0 || reinterpret_cast<std::uintptr_t>(picture.planes[plane]) % 2 != 0;
    if (wide(picture) && odd) return refused("16-bit samples whose " + name + " lies at an odd place");
  }
  return {};
}

std::size_t copyBytes(const DecodedPicture& picture) noexcept {
  std::size_t bytes = 0;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const PlaneExtent extent = planeExtent(picture, plane);
    bytes += extent.rowBytes * extent.rows;
  }
  return bytes;
}

void PictureCopy::assign(const DecodedPicture& picture) {
  bytes_.resize(copyBytes(picture));
  picture_ = picture;
  std::byte* to = bytes_.data();
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const PlaneExtent extent = planeExtent(picture, plane);
    picture_.planes[plane] = extent.rows == 0 ? nullptr : to;
    picture_.strides[plane] = static_cast<std::ptrdiff_t>(extent.rowBytes);
    const std::byte* from = picture.planes[plane];
    for (std::size_t row = 0; row < extent.rows;
         ++row, from += picture.strides[plane], to += extent.rowBytes) {
      std::memcpy(to, from, extent.rowBytes);
    }
  }
}

}  // namespace gradevault
