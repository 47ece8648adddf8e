#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gradevault/engine.hpp"
#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::analyze {

/// What `EngineInfo::device` says of an engine that works on the CPU.
inline constexpr std::string_view hostDevice = "cpu";

/// The engine at work on one device, and the one that takes over from it: engines with equal results, so that
/// the report does not depend on which of them did what, and says so all the same. For one thread at a time.
class EngineRelay {
 public:
  EngineRelay(std::span<const EngineEntry> engines, std::unique_ptr<Engine> engine)
      : engines_(engines), engine_(std::move(engine)) {}

  [[nodiscard]] const Engine& engine() const noexcept { return *engine_; }
  /// Whether another engine has taken over.
  [[nodiscard]] bool relieved() const noexcept { return !fallbacks_.empty(); }
  [[nodiscard]] const std::vector<EngineFallback>& fallbacks() const noexcept { return fallbacks_; }

  /// The engine at work failed with `error`, at `frame` if it was one's: the engine `cpu` takes over, if the
  /// one that failed works on another device. Returns `error` when none can. `engine` gives another object
  /// afterwards.
  [[nodiscard]] Status takeOver(const Error& error, std::optional<int> frame);

 private:
  std::span<const EngineEntry> engines_;
  std::unique_ptr<Engine> engine_;
  std::vector<EngineFallback> fallbacks_;
};

}  // namespace gradevault::analyze
