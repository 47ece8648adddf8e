#include "capture_file.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "digest.hpp"

namespace gradevault::api {
namespace {

Result<std::string> freshName() {
  std::array<char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return Error{ErrorCode::internal, "the system gives no random bytes"};
  return "cap_" + hex({bytes.data(), bytes.size()});
}

Error writeFailed(int number) {
  return {ErrorCode::write_failed, "a capture cannot be stored: " + std::system_category().message(number)};
}

}  // namespace

Result<CaptureFile> CaptureFile::create(const jobs::DataFolder& data) {
  const auto name = freshName();
  if (!name.ok()) return name.error();
  CaptureFile file;
  file.name_ = *name;
  const std::filesystem::path path = data.capture(*name);
  file.file_ = process::FileDescriptor(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (!file.file_.valid()) return writeFailed(errno);
  file.path_ = path;
  return file;
}

Result<CaptureFile> CaptureFile::ofUpload(const jobs::DataFolder& data, const std::string& upload) {
  const auto name = freshName();
  if (!name.ok()) return name.error();
  CaptureFile file;
  file.name_ = *name;
  const std::filesystem::path path = data.capture(*name);
  if (::link(data.upload(upload).c_str(), path.c_str()) != 0) {
    if (errno == ENOENT) return Error{ErrorCode::unreadable_input, "the upload's file is gone"};
    return writeFailed(errno);
  }
  file.path_ = path;
  return file;
}

CaptureFile::CaptureFile(CaptureFile&& other) noexcept
    : name_(std::move(other.name_)),
      path_(std::exchange(other.path_, {})),
      file_(std::move(other.file_)),
      bytes_(other.bytes_) {}

CaptureFile::~CaptureFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

bool CaptureFile::write(std::span<const char> bytes) {
  bytes_ += static_cast<std::int64_t>(bytes.size());
  return writeAll(file_.number(), bytes);
}

Status CaptureFile::sync() {
  if (file_.valid() && ::fsync(file_.number()) != 0) return writeFailed(errno);
  if (!syncFolder(path_.parent_path())) return writeFailed(errno);
  return {};
}

bool writeAll(int file, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool syncFolder(const std::filesystem::path& folder) {
  const process::FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.valid() && ::fsync(opened.number()) == 0;
}

}  // namespace gradevault::api
