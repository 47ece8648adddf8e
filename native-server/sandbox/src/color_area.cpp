#include "color_area.hpp"

#include <cstring>
#include <utility>

namespace gradevault::sandbox {
namespace {

std::size_t pixelsOf(Size size) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

bool writePlane(const GrayImage& image, Size size, int channels, std::uint8_t* to) {
  if (image.size() != size || image.channels() != channels) return false;
  std::memcpy(to, image.pixels().data(), image.pixels().size());
  return true;
}

GrayImage readPlane(Size size, int channels, const std::uint8_t* from) {
  GrayImage image(size.width, size.height, channels);
  std::memcpy(image.view().data(), from, image.pixels().size());
  return image;
}

}  // namespace

Result<ColorArea> ColorArea::make(Size size) {
  auto memory = process::SharedMemory::make(bytes(pixelsOf(size)));
  if (!memory) return memory.error();
  ColorArea area;
  area.memory_ = std::move(*memory);
  area.size_ = size;
  return area;
}

Result<ColorArea> ColorArea::mapped(process::FileDescriptor descriptor, Size size) {
  auto memory = process::SharedMemory::mapped(std::move(descriptor));
  if (!memory) return memory.error();
  if (memory->bytes().size() < bytes(pixelsOf(size))) {
    return Error{ErrorCode::internal, "the shared memory is too small for a picture"};
  }
  memory->dropDescriptor();
  ColorArea area;
  area.memory_ = std::move(*memory);
  area.size_ = size;
  return area;
}

bool ColorArea::write(const media::ColorFrame& frame) const {
  std::uint8_t* const start = memory_.bytes().data();
  const std::size_t pixels = pixelsOf(size_);
  return writePlane(frame.luma, size_, 1, start) && writePlane(frame.rgb, size_, 3, start + pixels) &&
         (!frame.display || writePlane(*frame.display, size_, 3, start + 4 * pixels));
}

media::ColorFrame ColorArea::read(bool withDisplay) const {
  const std::uint8_t* const start = memory_.bytes().data();
  const std::size_t pixels = pixelsOf(size_);
  media::ColorFrame frame;
  frame.luma = readPlane(size_, 1, start);
  frame.rgb = readPlane(size_, 3, start + pixels);
  if (withDisplay) frame.display = readPlane(size_, 3, start + 4 * pixels);
  return frame;
}

}  // namespace gradevault::sandbox
