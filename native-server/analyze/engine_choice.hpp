#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::analyze {

struct ChosenEngine {
  std::unique_ptr<Engine> engine;
  EngineReport report;
};

/// The engine called `wanted`, or for "auto" the first of the list that can be made; the report says why. An engine that
/// was preferred and could not be made is a fallback there. Errors: invalid_argument for a name that is not in the list,
/// or the engine's own error when it was asked for by name.
[[nodiscard]] Result<ChosenEngine> chooseEngine(std::span<const EngineEntry> engines, std::string_view wanted,
                                                const EngineRequest& request);

}  // namespace gradevault::analyze
