#pragma once

#include <memory>
#include <string>
#include <utility>

#include "host/device.hpp"

namespace gradevault::bench {

/// Hands everything on to another device; what a benchmark wants to see or leave out it overrides.
class ForwardingDevice : public cuda::Device {
 public:
  explicit ForwardingDevice(std::unique_ptr<cuda::Device> device) : device_(std::move(device)) {}

  std::string name() const override { return device_->name(); }
  int multiprocessors() const override { return device_->multiprocessors(); }
  Result<std::size_t> freeBytes() override { return device_->freeBytes(); }
  Status activate() override { return device_->activate(); }
  Result<void*> allocate(std::size_t bytes) override { return device_->allocate(bytes); }
  Result<void*> allocatePinned(std::size_t bytes) override { return device_->allocatePinned(bytes); }
  void release(void* memory) noexcept override { device_->release(memory); }
  void releasePinned(void* memory) noexcept override { device_->releasePinned(memory); }
  Status upload(void* device, const void* pinned, std::size_t bytes, cuda::Queue queue) override {
    return device_->upload(device, pinned, bytes, queue);
  }
  Status download(void* pinned, const void* device, std::size_t bytes) override {
    return device_->download(pinned, device, bytes);
  }
  Status clear(void* device, std::size_t bytes) override { return device_->clear(device, bytes); }
  Status launch(const cuda::AnyKernel& kernel, const cuda::Grid& grid) override {
    return device_->launch(kernel, grid);
  }
  Result<cuda::Event> makeEvent() override { return device_->makeEvent(); }
  Status record(cuda::Event event, cuda::Queue queue) override { return device_->record(event, queue); }
  Status wait(cuda::Queue queue, cuda::Event event) override { return device_->wait(queue, event); }
  Status waitForDefaultStream(cuda::Queue queue) override { return device_->waitForDefaultStream(queue); }
  Status synchronize(cuda::Event event) override { return device_->synchronize(event); }

 private:
  std::unique_ptr<cuda::Device> device_;
};

}  // namespace gradevault::bench
