#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "gradevault/geometry.hpp"

namespace gradevault {

/// A picture that somebody else owns: pointer, size, channels a pixel (interleaved) and the distance between rows in
/// *elements* (≥ width × channels). Cropping is arithmetic; nothing is copied. Width and height may be 0.
template <class T>
class ImageView {
 public:
  ImageView() = default;
  ImageView(T* data, int width, int height, std::ptrdiff_t stride, int channels = 1)
      : data_(data), width_(width), height_(height), channels_(channels), stride_(stride) {
    assert(width >= 0 && height >= 0 && channels > 0);
  }
  /// A view of mutable pixels is also a view of const ones.
  template <class U>
    requires std::is_same_v<T, const U>
  ImageView(const ImageView<U>& other)
      : ImageView(other.data(), other.width(), other.height(), other.stride(), other.channels()) {}

  [[nodiscard]] T* data() const noexcept { return data_; }
  [[nodiscard]] int width() const noexcept { return width_; }
  [[nodiscard]] int height() const noexcept { return height_; }
  [[nodiscard]] int channels() const noexcept { return channels_; }
  [[nodiscard]] std::ptrdiff_t stride() const noexcept { return stride_; }
  [[nodiscard]] Size size() const noexcept { return {width_, height_}; }
  [[nodiscard]] bool empty() const noexcept { return width_ == 0 || height_ == 0; }
  [[nodiscard]] std::int64_t pixels() const noexcept { return std::int64_t{width_} * height_; }
  [[nodiscard]] T* row(int y) const noexcept { return data_ + y * stride_; }
  [[nodiscard]] T& at(int x, int y, int channel = 0) const noexcept {
    return row(y)[static_cast<std::ptrdiff_t>(x) * channels_ + channel];
  }

  /// Precondition: `area` lies within the picture.
  [[nodiscard]] ImageView cropped(const Rect& area) const {
    assert(area.x >= 0 && area.y >= 0 && area.x + area.width <= width_ && area.y + area.height <= height_);
    return {row(area.y) + static_cast<std::ptrdiff_t>(area.x) * channels_, area.width, area.height, stride_,
            channels_};
  }

 private:
  T* data_ = nullptr;
  int width_ = 0;
  int height_ = 0;
  int channels_ = 1;
  std::ptrdiff_t stride_ = 0;
};

/// A picture that owns its pixels; rows follow one another without padding, zero at first.
template <class T>
class Image {
 public:
  Image() = default;
  Image(int width, int height, int channels = 1)
      : width_(width),
        height_(height),
        channels_(channels),
        pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                static_cast<std::size_t>(channels)) {}
  /// A copy of what `view` shows.
  template <class U>
    requires std::is_same_v<std::remove_const_t<U>, T>
  explicit Image(const ImageView<U>& view) : Image(view.width(), view.height(), view.channels()) {
    if (view.empty()) return;
    const auto rowElements = static_cast<std::size_t>(width_) * static_cast<std::size_t>(channels_);
    for (int y = 0; y < height_; ++y) std::memcpy(this->view().row(y), view.row(y), rowElements * sizeof(T));
  }

  [[nodiscard]] int width() const noexcept { return width_; }
  [[nodiscard]] int height() const noexcept { return height_; }
  [[nodiscard]] int channels() const noexcept { return channels_; }
  [[nodiscard]] Size size() const noexcept { return {width_, height_}; }
  [[nodiscard]] bool empty() const noexcept { return pixels_.empty(); }
  [[nodiscard]] const std::vector<T>& pixels() const noexcept { return pixels_; }
  [[nodiscard]] ImageView<T> view() {
    return {pixels_.data(), width_, height_, static_cast<std::ptrdiff_t>(width_) * channels_, channels_};
  }
  [[nodiscard]] ImageView<const T> view() const {
    return {pixels_.data(), width_, height_, static_cast<std::ptrdiff_t>(width_) * channels_, channels_};
  }
  [[nodiscard]] T& at(int x, int y, int channel = 0) { return view().at(x, y, channel); }
  [[nodiscard]] const T& at(int x, int y, int channel = 0) const { return view().at(x, y, channel); }
  bool operator==(const Image&) const = default;

 private:
  int width_ = 0;
  int height_ = 0;
  int channels_ = 1;
  std::vector<T> pixels_;
};

using GrayView = ImageView<const std::uint8_t>;
using GrayImage = Image<std::uint8_t>;
/// Three interleaved channels, red first.
using RgbView = ImageView<const std::uint8_t>;
using RgbImage = Image<std::uint8_t>;
using FloatView = ImageView<const float>;
using FloatImage = Image<float>;

}  // namespace gradevault
