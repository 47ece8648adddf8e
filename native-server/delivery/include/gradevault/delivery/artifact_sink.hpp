#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "gradevault/result.hpp"

namespace gradevault::delivery {

/// Where an attempt's files end up besides the data folder. Files of a folder are put under `prefix`
/// ("<job>/<token>/"), all of them before the job is committed, so a reader never finds a half-delivered
/// result under a committed prefix.
class ArtifactSink {
 public:
  virtual ~ArtifactSink() = default;
  [[nodiscard]] virtual Status put(const std::filesystem::path& folder, const std::string& prefix) = 0;
  [[nodiscard]] virtual Status remove(const std::string& prefix) = 0;
  /// Fetches one file back into `file`, for answers that come through this server. Errors: unreadable_input
  /// when it is not there.
  [[nodiscard]] virtual Status fetch(const std::string& prefix, const std::string& name,
                                     const std::filesystem::path& file) = 0;
};

}  // namespace gradevault::delivery
