#pragma once

#include <cstddef>

#include "gradevault/geometry.hpp"
#include "host/buffer.hpp"
#include "kernels/plane.cuh"

namespace gradevault::cuda {

/// Elements from one row to the next: a multiple of 32, so that rows of any width begin aligned.
[[nodiscard]] constexpr int rowStride(int width) {
  return partsOf(width, 32) * 32;
}

[[nodiscard]] constexpr std::size_t planeElements(Size size) {
  return static_cast<std::size_t>(rowStride(size.width)) * static_cast<std::size_t>(size.height);
}

/// `layers` planes of `size` in `memory`, which is large enough for them.
template <class T>
[[nodiscard]] Stack<T> stackIn(T* memory, Size size, int layers) {
  return {memory,      size.width,
          size.height, rowStride(size.width),
          layers,      static_cast<long long>(planeElements(size))};
}

/// Device memory for `layers` planes of `size`, which may also be used for fewer or smaller ones.
template <class T>
class PlaneMemory {
 public:
  [[nodiscard]] static Result<PlaneMemory> of(Device& device, Size size, int layers) {
    Result<DeviceBuffer<T>> buffer =
        DeviceBuffer<T>::of(device, planeElements(size) * static_cast<std::size_t>(layers));
    if (!buffer) return buffer.error();
    PlaneMemory memory;
    memory.buffer_ = std::move(buffer).value();
    memory.size_ = size;
    memory.layers_ = layers;
    return memory;
  }
  [[nodiscard]] Stack<T> stack() const { return stackIn(buffer_.data(), size_, layers_); }
  [[nodiscard]] Stack<T> stack(Size size, int layers) const { return stackIn(buffer_.data(), size, layers); }
  [[nodiscard]] const DeviceBuffer<T>& buffer() const { return buffer_; }

 private:
  DeviceBuffer<T> buffer_;
  Size size_;
  int layers_ = 0;
};

}  // namespace gradevault::cuda
