#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gradevault/result.hpp"

namespace gradevault::delivery {

struct SentFile {
  std::filesystem::path path;
  std::string name;  ///< below the folder, with '/'
  std::string mediaType;
};

/// The plain files of a folder, report.json last: whoever sees the report sees all that it names. Errors:
/// write_failed when the folder cannot be read.
[[nodiscard]] Result<std::vector<SentFile>> filesToSend(const std::filesystem::path& folder);

/// A whole file. Errors: write_failed.
[[nodiscard]] Result<std::string> contentOf(const std::filesystem::path& file);

}  // namespace gradevault::delivery
