#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace gradevault::api {

/// Whether more may be written into the data folder: a floor under the disk's free space, and a ceiling over
/// what the folder holds. The latter is measured now and then (`measured`) and reckoned up in between.
class StorageQuota {
 public:
  /// `ceiling` 0: none.
  StorageQuota(std::filesystem::path folder, std::int64_t floor, std::int64_t ceiling)
      : folder_(std::move(folder)), floor_(floor), ceiling_(ceiling) {}

  [[nodiscard]] bool admits(std::int64_t bytes) const;
  void measured(std::int64_t bytes) { used_ = bytes; }
  void wrote(std::int64_t bytes) { used_ += bytes; }
  [[nodiscard]] std::int64_t used() const { return used_; }

 private:
  std::filesystem::path folder_;
  std::int64_t floor_;
  std::int64_t ceiling_;
  std::atomic<std::int64_t> used_{0};
};

}  // namespace gradevault::api
