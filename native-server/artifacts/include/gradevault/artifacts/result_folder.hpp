#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "gradevault/report.hpp"
#include "gradevault/result.hpp"

namespace gradevault::artifacts {

/// A folder of results that appears under its name whole or not at all: files are written into a hidden folder beside
/// it, synced, and one rename makes them visible. Dropped without `commit`, it leaves nothing behind.
class ResultFolder {
 public:
  /// Prepares results for `target`, which may be absent, empty, or an earlier result folder (it holds report.json), that
  /// `commit` will replace. Errors: write_failed when the target is a file or a folder with other things in it, or when
  /// its parent cannot be written.
  [[nodiscard]] static Result<ResultFolder> prepare(const std::filesystem::path& target);

  ResultFolder(ResultFolder&& other) noexcept;
  ResultFolder& operator=(ResultFolder&&) = delete;
  ~ResultFolder();

  /// Writes one file. `name` is a plain file name. Errors: write_failed with the file and the system's reason.
  [[nodiscard]] Result<ArtifactReport> write(std::string_view name, std::string_view mediaType,
                                             std::span<const std::byte> bytes) const;

  /// Makes the results visible under the target's name.
  [[nodiscard]] Status commit();

 private:
  ResultFolder(std::filesystem::path target, std::filesystem::path hidden);
  std::filesystem::path target_;
  std::filesystem::path hidden_;  ///< empty once committed or moved from
};

}  // namespace gradevault::artifacts
