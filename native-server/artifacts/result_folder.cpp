#include "gradevault/artifacts/result_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "gradevault/digest.hpp"

namespace gradevault::artifacts {
namespace {

namespace fs = std::filesystem;

Error systemError(std::string_view what, const fs::path& where, int number) {
  std::string message = std::string(what) + ' ' + where.string() + ": " + std::generic_category().message(number);
  if (number == ENOSPC || number == EDQUOT) message += "; free some space, or choose another folder with --out";
  if (number == EACCES || number == EPERM || number == EROFS) message += "; choose a folder that you may write to with --out";
  return {ErrorCode::write_failed, message};
}

/// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

int writeAll(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

void syncFolder(const fs::path& folder) {
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems refuse to sync a folder; the rename is still atomic for everybody who looks.
  if (descriptor.number() >= 0) (void)::fsync(descriptor.number());
}

}  // namespace

ResultFolder::ResultFolder(fs::path target, fs::path hidden) : target_(std::move(target)), hidden_(std::move(hidden)) {}

ResultFolder::ResultFolder(ResultFolder&& other) noexcept
    : target_(std::move(other.target_)), hidden_(std::exchange(other.hidden_, {})) {}

ResultFolder::~ResultFolder() {
  std::error_code ignored;
  if (!hidden_.empty()) fs::remove_all(hidden_, ignored);
}

Result<ResultFolder> ResultFolder::prepare(const fs::path& target) {
  std::error_code error;
  fs::path absolute = fs::absolute(target, error).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  if (error || absolute.empty() || absolute == absolute.root_path()) {
    return Error{ErrorCode::write_failed, "cannot leave results in '" + target.string() + "': name a folder with --out"};
  }
  const auto status = fs::status(absolute, error);
  if (fs::exists(status) && !fs::is_directory(status)) {
    return Error{ErrorCode::write_failed, "cannot leave results in " + target.string() +
                                              ": a file of that name is there; choose another folder with --out"};
  }
  if (fs::is_directory(status) && !fs::is_empty(absolute, error) && !error &&
      !fs::exists(absolute / "report.json", error)) {
    return Error{ErrorCode::write_failed, "cannot leave results in " + target.string() +
                                              ": the folder holds other things; choose a new one with --out"};
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return systemError("cannot look into", target, error.value());
  }
  fs::create_directories(absolute.parent_path(), error);
  if (error) return systemError("cannot make the folder", absolute.parent_path(), error.value());
  // mkdir, not mkdtemp: results are as public as the user's umask says.
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const fs::path hidden = absolute.parent_path() / ("." + absolute.filename().string() + ".partial-" +
                                                      std::to_string(::getpid()) + '-' + std::to_string(attempt));
    if (::mkdir(hidden.c_str(), 0777) == 0) return ResultFolder(absolute, hidden);
    if (errno != EEXIST) return systemError("cannot make a folder beside", target, errno);
  }
  return Error{ErrorCode::write_failed, "too many unfinished results beside " + target.string() + ": remove them"};
}

Result<ArtifactReport> ResultFolder::write(std::string_view name, std::string_view mediaType,
                                           std::span<const std::byte> bytes) const {
  const fs::path path = hidden_ / name;
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.number() < 0) return systemError("cannot write", target_ / name, errno);
  if (const int number = writeAll(file.number(), bytes); number != 0) {
    return systemError("cannot write", target_ / name, number);
  }
  Sha256 sha;
  sha.update(bytes);
  ArtifactReport artifact;
  artifact.name = name;
  artifact.mediaType = mediaType;
  artifact.bytes = static_cast<std::int64_t>(bytes.size());
  artifact.sha256 = sha.hex();
  return artifact;
}

Status ResultFolder::commit() {
  syncFolder(hidden_);
  if (::rename(hidden_.c_str(), target_.c_str()) != 0) {
    // An earlier result folder is in the way: the two change places in one step, then the old one goes.
    if ((errno != ENOTEMPTY && errno != EEXIST) ||
        ::renameat2(AT_FDCWD, hidden_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
      return systemError("cannot rename the finished results to", target_, errno);
    }
    std::error_code ignored;
    std::filesystem::remove_all(hidden_, ignored);
  }
  hidden_.clear();
  syncFolder(target_.parent_path());
  return {};
}

}  // namespace gradevault::artifacts
