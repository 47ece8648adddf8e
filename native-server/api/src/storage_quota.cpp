#include "storage_quota.hpp"

#include <sys/stat.h>

#include <system_error>

#include "gradevault/api/data_size.hpp"

namespace gradevault::api {

namespace fs = std::filesystem;

bool StorageQuota::admits(std::int64_t bytes) const {
  std::error_code error;
  const fs::space_info space = fs::space(folder_, error);
  if (!error && static_cast<std::int64_t>(space.available) - bytes < floor_) return false;
  return ceiling_ == 0 || used_ + bytes <= ceiling_;
}

std::int64_t bytesUnder(const fs::path& folder) {
  std::int64_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  // Files come and go meanwhile; what is gone counts nothing.
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    struct stat facts {};
    if (::lstat(entry->path().c_str(), &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_nlink == 0)
      continue;
    bytes += static_cast<std::int64_t>(facts.st_blocks) * 512 / static_cast<std::int64_t>(facts.st_nlink);
  }
  return bytes;
}

}  // namespace gradevault::api
