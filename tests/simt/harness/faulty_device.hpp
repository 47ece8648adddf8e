#pragma once

#include <memory>
#include <utility>

#include "host/device.hpp"

namespace gradevault::simt {

/// The fault hook: a device whose n-th call fails (counted from 0, allocations included), and every later one
/// too when `forGood`, as a broken context's do. Exists in tests only.
class FaultyDevice final : public cuda::Device {
 public:
  struct Plan {
    int failingCall = -1;  ///< none
    bool forGood = false;
    int calls = 0;  ///< counts up
    [[nodiscard]] bool fails() {
      const int call = calls++;
      return failingCall >= 0 && (call == failingCall || (forGood && call > failingCall));
    }
  };

  /// `plan` must outlive it.
  FaultyDevice(std::unique_ptr<cuda::Device> device, Plan& plan) : device_(std::move(device)), plan_(plan) {}

  std::string name() const override { return device_->name(); }
  int multiprocessors() const override { return device_->multiprocessors(); }
  Result<std::size_t> freeBytes() override { return device_->freeBytes(); }
  Status activate() override { return device_->activate(); }
  Result<void*> allocate(std::size_t bytes) override {
    if (plan_.fails()) return fault();
    return device_->allocate(bytes);
  }
  Result<void*> allocatePinned(std::size_t bytes) override {
    if (plan_.fails()) return fault();
    return device_->allocatePinned(bytes);
  }
  void release(void* memory) noexcept override { device_->release(memory); }
  void releasePinned(void* memory) noexcept override { device_->releasePinned(memory); }
  Status upload(void* device, const void* pinned, std::size_t bytes, cuda::Queue queue) override {
    if (plan_.fails()) return fault();
    return device_->upload(device, pinned, bytes, queue);
  }
  Status download(void* pinned, const void* device, std::size_t bytes) override {
    if (plan_.fails()) return fault();
    return device_->download(pinned, device, bytes);
  }
  Status clear(void* device, std::size_t bytes) override {
    if (plan_.fails()) return fault();
    return device_->clear(device, bytes);
  }
  Status launch(const cuda::AnyKernel& kernel, const cuda::Grid& grid) override {
    if (plan_.fails()) return fault();
    return device_->launch(kernel, grid);
  }
  Result<cuda::Event> makeEvent() override {
    if (plan_.fails()) return fault();
    return device_->makeEvent();
  }
  Status record(cuda::Event event, cuda::Queue queue) override {
    if (plan_.fails()) return fault();
    return device_->record(event, queue);
  }
  Status wait(cuda::Queue queue, cuda::Event event) override {
    if (plan_.fails()) return fault();
    return device_->wait(queue, event);
  }
  Status waitForDefaultStream(cuda::Queue queue) override {
    if (plan_.fails()) return fault();
    return device_->waitForDefaultStream(queue);
  }
  Status synchronize(cuda::Event event) override {
    if (plan_.fails()) return fault();
    return device_->synchronize(event);
  }

 private:
  static Error fault() { return {ErrorCode::internal, "a planned fault"}; }

  std::unique_ptr<cuda::Device> device_;
  Plan& plan_;
};

}  // namespace gradevault::simt
