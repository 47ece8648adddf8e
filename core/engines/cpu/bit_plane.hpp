#pragma once

#include <cstdint>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault::cpu {

/// One bit a pixel: pixel x is bit x % 64 of word x / 64 of its row; bits right of the picture are 0. The rows above the
/// first and below the last can be read and are 0. One more word a row may be written, its value is nobody's business.
class BitPlane {
 public:
  /// Keeps the memory where it suffices; the bits are then whatever they were.
  void resize(Size size) {
    words_ = (size.width + 63) / 64;
    height_ = size.height;
    bits_.resize(static_cast<std::size_t>(stride()) * static_cast<std::size_t>(size.height + 2));
    for (std::ptrdiff_t i = 0; i < stride(); ++i) row(-1)[i] = row(height_)[i] = 0;
  }
  [[nodiscard]] int words() const noexcept { return words_; }
  [[nodiscard]] int height() const noexcept { return height_; }
  [[nodiscard]] std::uint64_t* row(int y) noexcept { return bits_.data() + (y + 1) * stride(); }
  [[nodiscard]] const std::uint64_t* row(int y) const noexcept { return bits_.data() + (y + 1) * stride(); }

 private:
  [[nodiscard]] std::ptrdiff_t stride() const noexcept { return words_ + 1; }

  int words_ = 0;
  int height_ = 0;
  std::vector<std::uint64_t> bits_;
};

}  // namespace gradevault::cpu
