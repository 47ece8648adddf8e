#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "forwarding_device.hpp"
#include "measured_device.hpp"

namespace gradevault::bench {

/// What one kind of kernel cost in all its launches.
struct KernelCost {
  int launches = 0;
  double seconds = 0;
  std::optional<double> bytes;  ///< counted_bytes.hpp; absent where nobody counted
  cuda::Grid grid;              ///< of the last launch
  std::size_t sharedBytes = 0;  ///< a block's
};

/// Marks the work queue before and after every launch. Kernels of one queue do not overlap, so the difference is what the kernel
/// took, and 1 to 2 µs of the marks themselves.
class LaunchLog {
 public:
  explicit LaunchLog(std::shared_ptr<QueueClock> clock) : clock_(std::move(clock)) {}

  [[nodiscard]] QueueClock& clock() { return *clock_; }
  void add(const cuda::AnyKernel& kernel, const cuda::Grid& grid, int before, int after);
  /// Waits, adds everything up by kernel, and begins anew.
  [[nodiscard]] std::map<std::string, KernelCost> take();

 private:
  struct Launch {
    std::string kernel;
    std::optional<double> bytes;
    cuda::Grid grid;
    std::size_t sharedBytes = 0;
    int before = 0;
    int after = 0;
  };
  std::shared_ptr<QueueClock> clock_;
  std::vector<Launch> launches_;
};

class TimedDevice final : public ForwardingDevice {
 public:
  TimedDevice(MeasuredDevice measured, std::shared_ptr<LaunchLog> log)
      : ForwardingDevice(std::move(measured.device)), log_(std::move(log)) {}

  Status launch(const cuda::AnyKernel& kernel, const cuda::Grid& grid) override {
    const int before = log_->clock().mark();
    Status status = ForwardingDevice::launch(kernel, grid);
    log_->add(kernel, grid, before, log_->clock().mark());
    return status;
  }

 private:
  std::shared_ptr<LaunchLog> log_;
};

}  // namespace gradevault::bench
