#include "device/runtime_device.hpp"

#include <cuda_runtime_api.h>

#include <utility>
#include <variant>
#include <vector>

#include "device/launch.hpp"
#include "device/runtime_error.hpp"
#include "device/work_stream.hpp"

namespace gradevault::cuda {
namespace {

class RuntimeDevice final : public Device {
 public:
  explicit RuntimeDevice(int index) : index_(index) {}
  RuntimeDevice(const RuntimeDevice&) = delete;
  RuntimeDevice& operator=(const RuntimeDevice&) = delete;
  ~RuntimeDevice() override {
    cudaSetDevice(index_);
    for (const cudaEvent_t event : events_) cudaEventDestroy(event);
    if (work_ != nullptr) cudaStreamDestroy(work_);
    if (upload_ != nullptr) cudaStreamDestroy(upload_);
  }

  Status open() {
    if (Status status = activate(); !status) return status;
    cudaDeviceProp properties{};
    Status status = said(cudaGetDeviceProperties(&properties, index_), "cudaGetDeviceProperties");
    name_ = properties.name;
    multiprocessors_ = properties.multiProcessorCount;
    // Without the default stream's implicit waits: several scanners work at a time.
    if (status) status = said(cudaStreamCreateWithFlags(&work_, cudaStreamNonBlocking), "cudaStreamCreate");
    if (status) status = said(cudaStreamCreateWithFlags(&upload_, cudaStreamNonBlocking), "cudaStreamCreate");
    if (!status) return status;
    const Result<Event> decoded = makeEvent();
    if (!decoded) return decoded.error();
    decoded_ = decoded.value();
    return {};
  }

  [[nodiscard]] cudaStream_t workStream() const { return work_; }

  std::string name() const override { return name_; }
  int multiprocessors() const override { return multiprocessors_; }
  Result<std::size_t> freeBytes() override {
    std::size_t free = 0;
    std::size_t total = 0;
    if (Status status = said(cudaMemGetInfo(&free, &total), "cudaMemGetInfo"); !status) return status.error();
    return free;
  }
  Status activate() override { return said(cudaSetDevice(index_), "cudaSetDevice"); }

  Result<void*> allocate(std::size_t bytes) override {
    void* memory = nullptr;
    if (Status status = said(cudaMalloc(&memory, bytes), "cudaMalloc"); !status) return status.error();
    return memory;
  }
  Result<void*> allocatePinned(std::size_t bytes) override {
    void* memory = nullptr;
    if (Status status = said(cudaMallocHost(&memory, bytes), "cudaMallocHost"); !status)
      return status.error();
    return memory;
  }
  void release(void* memory) noexcept override {
    cudaSetDevice(index_);
    cudaFree(memory);
  }
  void releasePinned(void* memory) noexcept override {
    cudaSetDevice(index_);
    cudaFreeHost(memory);
  }

  Status upload(void* device, const void* pinned, std::size_t bytes, Queue queue) override {
    return said(cudaMemcpyAsync(device, pinned, bytes, cudaMemcpyHostToDevice, stream(queue)),
                "a copy to the device");
  }
  Status download(void* pinned, const void* device, std::size_t bytes) override {
    return said(cudaMemcpyAsync(pinned, device, bytes, cudaMemcpyDeviceToHost, work_),
                "a copy from the device");
  }
  Status clear(void* device, std::size_t bytes) override {
    return said(cudaMemsetAsync(device, 0, bytes, work_), "cudaMemset");
  }
  Status launch(const AnyKernel& kernel, const Grid& grid) override {
    return said(std::visit([&](const auto& known) { return launchKernel(known, grid, work_); }, kernel),
                "a launch");
  }

  Result<Event> makeEvent() override {
    cudaEvent_t event = nullptr;
    Status status = said(cudaEventCreateWithFlags(&event, cudaEventDisableTiming | cudaEventBlockingSync),
                         "cudaEventCreate");
    if (!status) return status.error();
    events_.push_back(event);
    return Event{static_cast<int>(events_.size()) - 1};
  }
  Status record(Event event, Queue queue) override {
    return said(cudaEventRecord(events_[static_cast<std::size_t>(event.id)], stream(queue)),
                "cudaEventRecord");
  }
  Status wait(Queue queue, Event event) override {
    return said(cudaStreamWaitEvent(stream(queue), events_[static_cast<std::size_t>(event.id)], 0),
                "cudaStreamWaitEvent");
  }
  // The queues' streams do not wait for it by themselves.
  Status waitForDefaultStream(Queue queue) override {
    const cudaEvent_t event = events_[static_cast<std::size_t>(decoded_.id)];
    Status status = said(cudaEventRecord(event, cudaStreamLegacy), "cudaEventRecord");
    if (status) status = said(cudaStreamWaitEvent(stream(queue), event, 0), "cudaStreamWaitEvent");
    return status;
  }
  Status synchronize(Event event) override {
    return said(cudaEventSynchronize(events_[static_cast<std::size_t>(event.id)]), "waiting for the device");
  }

 private:
  [[nodiscard]] cudaStream_t stream(Queue queue) const { return queue == Queue::work ? work_ : upload_; }

  int index_;
  std::string name_;
  int multiprocessors_ = 1;
  cudaStream_t work_ = nullptr;
  cudaStream_t upload_ = nullptr;
  std::vector<cudaEvent_t> events_;
  Event decoded_;
};

}  // namespace

Result<std::unique_ptr<Device>> makeRuntimeDevice(int index) {
  auto device = std::make_unique<RuntimeDevice>(index);
  if (Status status = device->open(); !status) return status.error();
  return std::unique_ptr<Device>(std::move(device));
}

cudaStream_t workStream(const Device& device) {
  return static_cast<const RuntimeDevice&>(device).workStream();
}

}  // namespace gradevault::cuda
