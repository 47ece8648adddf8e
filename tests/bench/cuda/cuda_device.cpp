#include <cuda_runtime_api.h>

#include <stdexcept>
#include <vector>

#include "device/runtime_device.hpp"
#include "device/runtime_error.hpp"
#include "device/work_stream.hpp"
#include "gradevault/engines/cuda.hpp"
#include "measured_device.hpp"
#include "must.hpp"

namespace gradevault::bench {
namespace {

class EventClock final : public QueueClock {
 public:
  explicit EventClock(cudaStream_t stream) : stream_(stream) {}
  EventClock(const EventClock&) = delete;
  EventClock& operator=(const EventClock&) = delete;
  ~EventClock() override {
    for (const cudaEvent_t event : events_) cudaEventDestroy(event);
  }

  int mark() override {
    if (next_ == events_.size()) {
      cudaEvent_t event = nullptr;
      must(cuda::said(cudaEventCreate(&event), "cudaEventCreate"));
      events_.push_back(event);
    }
    must(cuda::said(cudaEventRecord(events_[next_], stream_), "cudaEventRecord"));
    return static_cast<int>(next_++);
  }
  double seconds(int from, int to) override {
    const cudaEvent_t end = events_[static_cast<std::size_t>(to)];
    must(cuda::said(cudaEventSynchronize(end), "cudaEventSynchronize"));
    float milliseconds = 0;
    must(cuda::said(cudaEventElapsedTime(&milliseconds, events_[static_cast<std::size_t>(from)], end),
                    "cudaEventElapsedTime"));
    return 1e-3 * static_cast<double>(milliseconds);
  }
  void forget() override { next_ = 0; }

 private:
  cudaStream_t stream_;
  std::vector<cudaEvent_t> events_;
  std::size_t next_ = 0;
};

}  // namespace

DeviceKind cudaDevice(int index) {
  const std::vector<CudaDevice> devices = must(cudaDevices());
  if (index < 0 || index >= static_cast<int>(devices.size())) {
    throw std::runtime_error("no CUDA device " + std::to_string(index) + ": there are " +
                             std::to_string(devices.size()));
  }
  const auto open = [index] {
    auto device = must(cuda::makeRuntimeDevice(index));
    auto clock = std::make_shared<EventClock>(cuda::workStream(*device));
    return MeasuredDevice{std::move(device), std::move(clock)};
  };
  return {devices[static_cast<std::size_t>(index)].name, true, open};
}

}  // namespace gradevault::bench
