#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gradevault/engine.hpp"

namespace gradevault {

/// The reference's results, bit for bit, computed with SIMD instructions: the set `isa`, a name that `cpuInstructionSets`
/// gives, or "auto" for the widest that this machine has.
/// Errors: invalid_argument for a name that this build or this machine does not have; it lists those that there are.
[[nodiscard]] Result<std::unique_ptr<Engine>> makeCpuEngine(std::string_view isa = "auto");

/// What this build can use on this machine, widest first; the last one is "scalar", the reference's plain code.
[[nodiscard]] std::vector<std::string> cpuInstructionSets();

}  // namespace gradevault
