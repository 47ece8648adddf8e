#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::analyze {

/// Which of an engine's devices to use, by the numbers that `doctor` shows.
struct DeviceChoice {
  std::vector<int> numbers{0};  ///< each once, in the order given
  bool all = false;             ///< every one that there is, whatever `numbers` holds
  bool operator==(const DeviceChoice&) const = default;
};

/// Reads "0", "0,2" or "all". Errors (invalid_argument): anything else; a number twice.
[[nodiscard]] Result<DeviceChoice> parseDevices(std::string_view text);

}  // namespace gradevault::analyze
