#pragma once

#include <string>
#include <vector>

#include "gradevault/engine.hpp"

namespace gradevault::cli {

/// Where an engine that works on another device runs.
struct DevicePlace {
  bool process = true;   ///< in a child process, which can be ended when the device hangs; else in this one
  double deadline = 30;  ///< s; for an answer of that process
};

/// The engines of this program, in the order in which `auto` prefers them, all in this process.
[[nodiscard]] std::vector<EngineEntry> engines();

/// The same, with those that work on another device as `place` says. A child process serves all engines of
/// one device that the list makes, and ends with the list and them.
[[nodiscard]] std::vector<EngineEntry> engines(const DevicePlace& place);

/// The devices that CUDA can be used on here, as `doctor` shows them, or why there are none; asked in this
/// process, or as `place` says.
[[nodiscard]] Result<std::vector<std::string>> cudaDeviceNames();
[[nodiscard]] Result<std::vector<std::string>> cudaDeviceNames(const DevicePlace& place);

}  // namespace gradevault::cli
