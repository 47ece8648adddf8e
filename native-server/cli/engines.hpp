#pragma once

#include <span>

#include "gradevault/engine.hpp"

namespace gradevault::cli {

/// The engines of this program, in the order in which `auto` prefers them.
[[nodiscard]] std::span<const EngineEntry> engines();

}  // namespace gradevault::cli
