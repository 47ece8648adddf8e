#pragma once

#include <functional>
#include <string>

#include "gradevault/jobs/device_table.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::worker {

/// A GPU worker's side of the breaker that all workers of an installation share (DeviceTable).
class GpuBreaker {
 public:
  GpuBreaker(jobs::DeviceTable& table, int device);

  /// Whether a job may be claimed for the device now. A trial that was granted stays granted until a job has
  /// told how the device is. `now` in ms.
  [[nodiscard]] Result<bool> mayUse(jobs::Milliseconds now);
  /// What a finished job tells: a fallback from `cuda` is a fault; an engine `cuda` to the end is none.
  /// Nothing, when the job did not use the device.
  [[nodiscard]] Status learn(const EngineReport& engine);
  [[nodiscard]] Status fault(const std::string& reason);

  /// Whether the report says that the device failed.
  [[nodiscard]] static bool failed(const EngineReport& engine);

 private:
  jobs::DeviceTable& table_;
  const std::string id_;
  bool trial_ = false;
};

}  // namespace gradevault::worker
