#pragma once

#include <cstddef>
#include <utility>

#include "host/device.hpp"

namespace gradevault::cuda {

enum class Memory { device, pinned };

/// An allocation that gives itself back; the device must outlive it.
template <class T, Memory where>
class Buffer {
 public:
  Buffer() = default;
  [[nodiscard]] static Result<Buffer> of(Device& device, std::size_t count) {
    const Result<void*> memory = where == Memory::device ? device.allocate(count * sizeof(T))
                                                         : device.allocatePinned(count * sizeof(T));
    if (!memory) return memory.error();
    return Buffer(device, static_cast<T*>(memory.value()), count);
  }
  Buffer(Buffer&& other) noexcept
      : device_(std::exchange(other.device_, nullptr)),
        data_(std::exchange(other.data_, nullptr)),
        count_(other.count_) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(data_, other.data_);
    std::swap(count_, other.count_);
    return *this;
  }
  ~Buffer() {
    if (device_ == nullptr) return;
    where == Memory::device ? device_->release(data_) : device_->releasePinned(data_);
  }

  [[nodiscard]] T* data() const { return data_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t bytes() const { return count_ * sizeof(T); }

 private:
  Buffer(Device& device, T* data, std::size_t count) : device_(&device), data_(data), count_(count) {}

  Device* device_ = nullptr;
  T* data_ = nullptr;
  std::size_t count_ = 0;
};

template <class T>
using DeviceBuffer = Buffer<T, Memory::device>;
template <class T>
using PinnedBuffer = Buffer<T, Memory::pinned>;

}  // namespace gradevault::cuda
