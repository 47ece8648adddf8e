#pragma once

#include <functional>
#include <memory>
#include <string>

#include "host/device.hpp"

namespace gradevault::bench {

/// Moments in a device's work queue and the time between them, by the device's own clock.
class QueueClock {
 public:
  virtual ~QueueClock() = default;
  /// After everything that was handed to the work queue so far. A number for `seconds`.
  [[nodiscard]] virtual int mark() = 0;
  /// Between two marks; waits for the later one.
  [[nodiscard]] virtual double seconds(int from, int to) = 0;
  /// Forgets all marks, so that they can be made again.
  virtual void forget() = 0;
};

struct MeasuredDevice {
  std::unique_ptr<cuda::Device> device;
  std::shared_ptr<QueueClock> clock;
};

/// What a benchmark runs on; each call opens a device with queues of its own.
struct DeviceKind {
  std::string name;
  bool isCuda = false;
  std::function<MeasuredDevice()> open;
};

/// A CUDA device of this machine. Throws std::runtime_error with the reason where there is none.
[[nodiscard]] DeviceKind cudaDevice(int index);

/// The fibres of tests/simt: every line of a benchmark can be tried without a GPU. The times mean nothing.
[[nodiscard]] DeviceKind harnessDevice();

}  // namespace gradevault::bench
