#pragma once

#include <cxxabi.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <typeinfo>
#include <utility>

#include "host/device.hpp"

namespace gradevault::bench {

/// A device that waits after every launch and keeps how long each kind of kernel took: where the time goes,
/// at the price of nothing running beside anything. Seconds by the host's clock, so a launch's own cost (a
/// few µs) is in them.
class TimedDevice final : public cuda::Device {
 public:
  using Times = std::map<std::string, double>;  ///< s, by kernel

  /// `times` must outlive it.
  TimedDevice(std::unique_ptr<cuda::Device> device, Times& times)
      : device_(std::move(device)), times_(times) {}

  std::string name() const override { return device_->name(); }
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
    if (!event_) {
      const Result<cuda::Event> event = device_->makeEvent();
      if (!event) return event.error();
      event_ = std::make_unique<cuda::Event>(event.value());
    }
    if (Status status = wait(); !status) return status;
    const auto start = std::chrono::steady_clock::now();
    Status status = device_->launch(kernel, grid);
    if (status) status = wait();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::visit([&](const auto& known) { times_[nameOf(typeid(known))] += spent.count(); }, kernel);
    return status;
  }
  Result<cuda::Event> makeEvent() override { return device_->makeEvent(); }
  Status record(cuda::Event event, cuda::Queue queue) override { return device_->record(event, queue); }
  Status wait(cuda::Queue queue, cuda::Event event) override { return device_->wait(queue, event); }
  Status waitForDefaultStream(cuda::Queue queue) override { return device_->waitForDefaultStream(queue); }
  Status synchronize(cuda::Event event) override { return device_->synchronize(event); }

 private:
  Status wait() {
    Status status = device_->record(*event_, cuda::Queue::work);
    if (status) status = device_->synchronize(*event_);
    return status;
  }
  static std::string nameOf(const std::type_info& type) {
    int failed = 0;
    const std::unique_ptr<char, void (*)(void*)> name(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &failed), std::free);
    std::string text = failed == 0 ? name.get() : type.name();
    const std::string prefix = "gradevault::cuda::";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  std::unique_ptr<cuda::Device> device_;
  Times& times_;
  std::unique_ptr<cuda::Event> event_;
};

}  // namespace gradevault::bench
