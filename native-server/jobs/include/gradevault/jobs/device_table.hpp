#pragma once

#include <string>
#include <vector>

#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// What the store knows of a GPU: whether it may be used now (a circuit breaker that all workers share).
struct Device {
  std::string id;             ///< "cuda:0"
  std::string name;           ///< "NVIDIA T4, 15360 MiB"
  int faults = 0;             ///< in a row
  std::string reason;         ///< of the last fault
  Milliseconds outUntil = 0;  ///< out of rotation until then; 0: in it
  Milliseconds seen = 0;
};

struct BreakerSettings {
  int faults = 2;               ///< in a row, then the device is out …
  Milliseconds pause = 60'000;  ///< … for so long; doubles with each further fault, up to `longest`
  Milliseconds longest = 3'600'000;
  Milliseconds trial = 300'000;  ///< a trial that has not reported by then is forgotten, and another follows
};

class DeviceTable {
 public:
  virtual ~DeviceTable() = default;
  [[nodiscard]] virtual Status seen(const std::string& id, const std::string& name) = 0;
  [[nodiscard]] virtual Status fault(const std::string& id, const std::string& reason) = 0;
  [[nodiscard]] virtual Status worked(const std::string& id) = 0;
  /// True for a device that was never seen. In rotation, or its pause is over: then one caller gets true, as
  /// a trial, and the others wait for how it ends.
  [[nodiscard]] virtual Result<bool> mayUse(const std::string& id) = 0;
  [[nodiscard]] virtual Result<std::vector<Device>> list() = 0;
};

}  // namespace gradevault::jobs
