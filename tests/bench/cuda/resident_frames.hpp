#pragma once

#include "forwarding_device.hpp"
#include "gradevault/executor.hpp"

namespace gradevault::bench {

/// Whether frames still travel. Once they have been on the device, a scan can be repeated without them.
struct Travel {
  bool over = false;
};

/// Uploads nothing once the travel is over: the device's copies of the frames stay as they are.
class ResidentFramesDevice final : public ForwardingDevice {
 public:
  ResidentFramesDevice(std::unique_ptr<cuda::Device> device, std::shared_ptr<const Travel> travel)
      : ForwardingDevice(std::move(device)), travel_(std::move(travel)) {}
  Status upload(void* device, const void* pinned, std::size_t bytes, cuda::Queue queue) override {
    return travel_->over ? Status{} : ForwardingDevice::upload(device, pinned, bytes, queue);
  }

 private:
  std::shared_ptr<const Travel> travel_;
};

/// The scanner hands it nothing but the copying into pinned memory, which is left out, too.
class StagingExecutor final : public Executor {
 public:
  explicit StagingExecutor(std::shared_ptr<const Travel> travel) : travel_(std::move(travel)) {}
  [[nodiscard]] int concurrency() const noexcept override { return 1; }
  void parallelFor(int count, const std::function<void(int)>& task) override {
    for (int i = 0; i < count && !travel_->over; ++i) task(i);
  }

 private:
  std::shared_ptr<const Travel> travel_;
};

}  // namespace gradevault::bench
