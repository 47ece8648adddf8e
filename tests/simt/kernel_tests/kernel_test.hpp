#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "devices_under_test.hpp"
#include "gradevault/image.hpp"
#include "host/buffer.hpp"
#include "pictures/pictures.hpp"

namespace gradevault::testing {

/// Fibres are slow, so the pictures are small; every border, odd rest and tiny side shows all the same.
inline constexpr std::array<Size, 9> smallSizes{
    {{1, 1}, {1, 19}, {23, 1}, {3, 3}, {17, 31}, {65, 63}, {127, 97}, {131, 37}, {241, 11}}};

/// A kernel's test on one device: planes with gaps between their rows, put there, run on, read back at once.
class KernelTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string why;
    device_ = makeDeviceUnderTest(GetParam(), why);
    if (device_ == nullptr) GTEST_SKIP() << "skipped: " << why;
    Result<cuda::Event> event = device_->makeEvent();
    ASSERT_TRUE(event.ok());
    event_ = event.value();
  }
  void TearDown() override {
    memory_.clear();
    if (device_ != nullptr) finish();
  }

  [[nodiscard]] cuda::Device& device() { return *device_; }

  template <class T>
  [[nodiscard]] cuda::Stack<T> stack(Size size, int layers) {
    // A gap, and rows that begin where the device reads several elements at once.
    const int stride = cuda::partsOf(size.width + 5, 16) * 16;
    const auto elements = static_cast<std::size_t>(stride) * static_cast<std::size_t>(size.height);
    Result<cuda::DeviceBuffer<unsigned char>> buffer = cuda::DeviceBuffer<unsigned char>::of(
        *device_, elements * static_cast<std::size_t>(layers) * sizeof(T));
    EXPECT_TRUE(buffer.ok());
    memory_.push_back(std::move(buffer).value());
    return {reinterpret_cast<T*>(memory_.back().data()),
            size.width,
            size.height,
            stride,
            layers,
            static_cast<long long>(elements)};
  }

  template <class T>
  void put(const cuda::Stack<T>& stack, int layer, ImageView<const T> picture) {
    std::vector<T> rows(static_cast<std::size_t>(stack.layerElements));
    for (int y = 0; y < stack.height; ++y) {
      for (int x = 0; x < stack.width; ++x)
        rows[static_cast<std::size_t>(y * stack.stride + x)] = picture.at(x, y);
    }
    copyIn(stack.data + layer * stack.layerElements, rows.data(), rows.size() * sizeof(T));
  }
  template <class T>
  void put(const cuda::Stack<T>& stack, int layer, const Image<T>& picture) {
    put(stack, layer, picture.view());
  }
  template <class T>
  void fill(const cuda::Stack<T>& stack, T value) {
    const std::vector<T> rows(static_cast<std::size_t>(stack.layerElements * stack.layers), value);
    copyIn(stack.data, rows.data(), rows.size() * sizeof(T));
  }
  template <class T>
  [[nodiscard]] Image<T> get(const cuda::Stack<T>& stack, int layer) {
    std::vector<T> rows(static_cast<std::size_t>(stack.layerElements));
    copyOut(rows.data(), stack.data + layer * stack.layerElements, rows.size() * sizeof(T));
    Image<T> picture(stack.width, stack.height);
    for (int y = 0; y < stack.height; ++y) {
      for (int x = 0; x < stack.width; ++x)
        picture.at(x, y) = rows[static_cast<std::size_t>(y * stack.stride + x)];
    }
    return picture;
  }
  template <class T>
  [[nodiscard]] static cuda::Plane<T> plane(const cuda::Stack<T>& stack, int layer = 0) {
    return {stack.data + layer * stack.layerElements, stack.width, stack.height, stack.stride};
  }

  template <class Kernel>
  void run(const Kernel& kernel, const cuda::Grid& grid) {
    expectOk(device_->launch(kernel, grid));
    finish();
  }

 private:
  static void expectOk(const Status& status) {
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  void finish() {
    expectOk(device_->record(event_, cuda::Queue::work));
    expectOk(device_->synchronize(event_));
  }
  void copyIn(void* to, const void* from, std::size_t bytes) {
    Result<cuda::PinnedBuffer<unsigned char>> pinned = cuda::PinnedBuffer<unsigned char>::of(*device_, bytes);
    ASSERT_TRUE(pinned.ok());
    std::memcpy(pinned.value().data(), from, bytes);
    expectOk(device_->upload(to, pinned.value().data(), bytes, cuda::Queue::work));
    finish();
  }
  void copyOut(void* to, const void* from, std::size_t bytes) {
    Result<cuda::PinnedBuffer<unsigned char>> pinned = cuda::PinnedBuffer<unsigned char>::of(*device_, bytes);
    ASSERT_TRUE(pinned.ok());
    expectOk(device_->download(pinned.value().data(), from, bytes));
    finish();
    std::memcpy(to, pinned.value().data(), bytes);
  }

  std::unique_ptr<cuda::Device> device_;
  cuda::Event event_;
  std::vector<cuda::DeviceBuffer<unsigned char>> memory_;
};

}  // namespace gradevault::testing

/// Instantiates a fixture derived from KernelTest for every device.
#define GRADEVAULT_ON_EVERY_DEVICE(Fixture)                                                                \
  INSTANTIATE_TEST_SUITE_P(Devices, Fixture, ::testing::ValuesIn(::gradevault::testing::devicesUnderTest), \
                           [](const auto& test) { return std::string(test.param); })
