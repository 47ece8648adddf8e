#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "gradevault/analyze/analyze.hpp"
#include "gradevault/sandbox/sandboxed_reader.hpp"

namespace gradevault::cli {

/// --sandbox and the decoder's limits.
struct SandboxFlags {
  std::string mode = "off";    ///< off, preferred, required
  std::int64_t memory = 4096;  ///< MiB
  sandbox::SandboxSettings settings;

  /// How captures are to be opened.
  [[nodiscard]] analyze::OpenCapture opener() const;
  /// Absent for mode off.
  [[nodiscard]] std::optional<sandbox::SandboxSettings> settingsIfAny() const;
};

/// Parsing writes into `flags`, which must outlive `command`.
void addSandboxFlags(CLI::App& command, SandboxFlags& flags);

}  // namespace gradevault::cli
