#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gradevault/engine.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::analyze {

/// The engine at work, and the ones that may take over from it: engines with equal results, so that the report does not
/// depend on which of them did what, and says so all the same.
class EngineRelay {
 public:
  /// Takes the engine called `wanted`, or for "auto" the first of the list that can be made. An engine that was preferred
  /// and could not be made is a fallback in the report. Errors: invalid_argument for a name or an instruction set that is
  /// not there, or the engine's own error when it was asked for by name.
  [[nodiscard]] static Result<EngineRelay> start(std::span<const EngineEntry> engines, std::string_view wanted,
                                                 const EngineRequest& request);

  [[nodiscard]] const Engine& engine() const noexcept { return *engine_; }
  /// What the report says of the engine at work and of those before it.
  [[nodiscard]] const EngineReport& report() const noexcept { return report_; }

  /// The engine at work failed with `error`, at `frame` if it was one's: the engine `cpu` takes over, if the one that failed
  /// works on another device. Returns `error` when none can. `engine` gives another object afterwards.
  [[nodiscard]] Status takeOver(const Error& error, std::optional<int> frame);

 private:
  EngineRelay(std::span<const EngineEntry> engines, std::unique_ptr<Engine> engine, std::string because);
  void describe(std::string because);

  std::span<const EngineEntry> engines_;
  std::unique_ptr<Engine> engine_;
  EngineReport report_;
};

}  // namespace gradevault::analyze
