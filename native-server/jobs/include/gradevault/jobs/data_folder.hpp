#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::jobs {

/// Where things lie in the folder that `--data` names. Ids come from the store, never from clients.
class DataFolder {
 public:
  /// Makes the folder and its parts (mode 0700) where they are missing. Errors: write_failed.
  [[nodiscard]] static Result<DataFolder> open(const std::filesystem::path& root);

  [[nodiscard]] const std::filesystem::path& root() const noexcept { return root_; }
  [[nodiscard]] std::filesystem::path upload(std::string_view id) const;     ///< uploads/<id>
  [[nodiscard]] std::filesystem::path capture(std::string_view name) const;  ///< captures/<name>
  /// results/<job>.<token>: what the attempt with that fencing token made.
  [[nodiscard]] std::filesystem::path results(std::string_view name) const;
  [[nodiscard]] static std::string resultsName(std::string_view job, std::int64_t token);
  [[nodiscard]] std::filesystem::path workerLock(std::string_view worker) const;  ///< workers/<id>.lock

  /// 32 random bytes, made at the first call and kept with mode 0600: what signed links are signed with.
  [[nodiscard]] Result<std::string> signingKey() const;

 private:
  explicit DataFolder(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

}  // namespace gradevault::jobs
