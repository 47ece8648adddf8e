#pragma once

#include <cstddef>

#include "gradevault/media/video_reader.hpp"
#include "gradevault/process/shared_memory.hpp"
#include "gradevault/result.hpp"

namespace gradevault::sandbox {

/// Shared memory that one colour frame after the other goes through: luma, RGB, and the picture for people
/// where there is one.
class ColorArea {
 public:
  ColorArea() = default;
  [[nodiscard]] static Result<ColorArea> make(Size size);
  /// The child's view. Errors: the memory is not what `make` makes.
  [[nodiscard]] static Result<ColorArea> mapped(process::FileDescriptor descriptor, Size size);
  [[nodiscard]] static std::size_t bytes(std::size_t pixels) noexcept { return 7 * pixels; }

  /// False when a picture is not of the area's size.
  [[nodiscard]] bool write(const media::ColorFrame& frame) const;
  /// A copy of the pictures.
  [[nodiscard]] media::ColorFrame read(bool withDisplay) const;
  [[nodiscard]] int descriptor() const noexcept { return memory_.descriptor(); }
  [[nodiscard]] bool empty() const noexcept { return size_.width == 0; }

 private:
  process::SharedMemory memory_;
  Size size_;
};

}  // namespace gradevault::sandbox
