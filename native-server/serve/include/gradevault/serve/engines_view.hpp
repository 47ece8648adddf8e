#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/api/services.hpp"
#include "gradevault/jobs/wall_clock.hpp"
#include "gradevault/result.hpp"

namespace gradevault::serve {

/// An engine of the program, as `gradevault engines --json` says.
using EngineView = api::EngineState;

/// A GPU.
struct GpuView {
  std::string id;  ///< "cuda:0", as in the store's DeviceTable
  int number = 0;
  std::string name;
  std::int64_t memory = 0;          ///< bytes
  std::string computeCapability;    ///< "9.0"
  bool healthy = false;             ///< found, and in rotation
  std::string reason;               ///< not healthy: why
  int faults = 0;                   ///< in a row
  jobs::Milliseconds outUntil = 0;  ///< out of rotation until then; 0: in it
};

struct EnginesView {
  jobs::Milliseconds asked = 0;  ///< when the engines were asked; 0: not yet
  std::string problem;           ///< the last look failed: why; the rest is of the look before
  std::string version;           ///< of the program
  int threads = 0;               ///< of the machine
  std::vector<EngineView> engines;
  std::vector<GpuView> gpus;
};

/// Reads what `gradevault engines --json` printed (devices without the breaker's state). Errors:
/// unreadable_input.
[[nodiscard]] Result<EnginesView> enginesViewFromJson(std::string_view json);

}  // namespace gradevault::serve
