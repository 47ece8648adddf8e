#include "gradevault/jobs/data_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "random_id.hpp"

namespace gradevault::jobs {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t keyBytes = 32;

Error systemError(std::string_view what, const fs::path& where, int number) {
  std::string message =
      std::string(what) + ' ' + where.string() + ": " + std::generic_category().message(number);
  if (number == ENOSPC || number == EDQUOT)
    message += "; free some space, or choose another folder with --data";
  if (number == EACCES || number == EPERM || number == EROFS || number == ENOTDIR) {
    message += "; choose a folder that you may write to with --data";
  }
  return {ErrorCode::write_failed, message};
}

Status makeFolder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return {};
  const int number = errno;
  std::error_code ignored;
  if (number == EEXIST && fs::is_directory(folder, ignored)) {
    if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    return systemError("cannot write into the data folder", folder, errno);
  }
  if (number == EEXIST) {
    return Error{ErrorCode::write_failed,
                 "cannot keep data in " + folder.string() +
                     ": a file of that name is there; choose another folder with --data"};
  }
  return systemError("cannot make the data folder", folder, number);
}

/// Appears under its name whole or not at all, and never replaces one that is there: processes that start at
/// the same time must end up with one key.
Status makeKey(const fs::path& path) {
  std::array<std::byte, keyBytes> key{};
  fillRandom(key);
  const fs::path partial = path.string() + randomId(".", 16);
  const int file = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return systemError("cannot write", path, errno);
  const ssize_t count = ::write(file, key.data(), key.size());
  int number = count == static_cast<ssize_t>(key.size()) ? 0 : count < 0 ? errno : ENOSPC;
  if (number == 0 && ::fsync(file) != 0) number = errno;
  ::close(file);
  if (number == 0 && ::link(partial.c_str(), path.c_str()) != 0 && errno != EEXIST) number = errno;
  ::unlink(partial.c_str());
  if (number != 0) return systemError("cannot write", path, number);
  return {};
}

}  // namespace

Result<DataFolder> DataFolder::open(const fs::path& root) {
  std::error_code error;
  fs::path absolute = fs::absolute(root, error).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  if (root.empty() || error) {
    return Error{ErrorCode::write_failed,
                 "cannot keep data in '" + root.string() + "': name a folder with --data"};
  }
  fs::create_directories(absolute.parent_path(), error);
  if (error) return systemError("cannot make the folder", absolute.parent_path(), error.value());
  if (Status made = makeFolder(absolute); !made) return made.error();
  for (const char* part : {"uploads", "captures", "results", "workers"}) {
    if (Status made = makeFolder(absolute / part); !made) return made.error();
  }
  return DataFolder(std::move(absolute));
}

fs::path DataFolder::upload(std::string_view id) const {
  return root_ / "uploads" / id;
}
fs::path DataFolder::capture(std::string_view name) const {
  return root_ / "captures" / name;
}
fs::path DataFolder::results(std::string_view name) const {
  return root_ / "results" / name;
}

std::string DataFolder::resultsName(std::string_view job, std::int64_t token) {
  return std::string(job) + '.' + std::to_string(token);
}

fs::path DataFolder::workerLock(std::string_view worker) const {
  return root_ / "workers" / (std::string(worker) + ".lock");
}

Result<std::string> DataFolder::signingKey() const {
  const fs::path path = root_ / "signing.key";
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (Status made = makeKey(path); !made) return made.error();
  }
  std::ifstream file(path, std::ios::binary);
  std::string key{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open()) return systemError("cannot read", path, errno);
  if (key.size() != keyBytes) {
    return Error{ErrorCode::internal,
                 path.string() + " holds " + std::to_string(key.size()) +
                     " bytes instead of 32: remove it, and a new one is made (links signed "
                     "with the old one end)"};
  }
  return key;
}

}  // namespace gradevault::jobs
