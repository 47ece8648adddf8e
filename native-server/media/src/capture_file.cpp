#include "capture_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "capture_error.hpp"
#include "gradevault/media/video_reader.hpp"

namespace gradevault::media {
namespace {

std::string openingFailure(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "there is no such file";
    case EACCES:
    case EPERM:
      return "no permission to read it";
    default:
      return "cannot be opened: " + std::generic_category().message(error);
  }
}

}  // namespace

Result<std::shared_ptr<const CaptureFile>> CaptureFile::open(const std::filesystem::path& path,
                                                             std::int64_t maxBytes) {
  // Without O_NONBLOCK the opening of a named pipe would wait for a writer.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return unreadable(path, openingFailure(errno));
  return adopt(descriptor, path, maxBytes);
}

Result<std::shared_ptr<const CaptureFile>> CaptureFile::adopt(int descriptor, std::filesystem::path name,
                                                              std::int64_t maxBytes) {
  std::shared_ptr<CaptureFile> file(new CaptureFile(std::move(name), descriptor));
  const std::filesystem::path& path = file->path();
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return unreadable(path, openingFailure(errno));
  if (S_ISDIR(status.st_mode)) return unreadable(path, "is a folder; give a video file");
  if (!S_ISREG(status.st_mode)) return unreadable(path, "is not a regular file; give a video file");
  if (status.st_size == 0) return unreadable(path, "is empty (0 bytes): copy or record it again");
  if (status.st_size > maxBytes) {
    return unreadable(path, "has " + std::to_string(status.st_size) +
                                " bytes, more than the limit maxBytes = " + std::to_string(maxBytes));
  }
  file->size_ = status.st_size;
  return std::shared_ptr<const CaptureFile>(std::move(file));
}

Result<int> openCapture(const std::filesystem::path& path, const Limits& limits) {
  auto file = CaptureFile::open(path, limits.maxBytes);
  if (!file) return file.error();
  const int descriptor = (*file)->duplicate();
  if (descriptor < 0) return unreadable(path, openingFailure(errno));
  return descriptor;
}

CaptureFile::~CaptureFile() {
  ::close(descriptor_);
}

int CaptureFile::duplicate() const noexcept {
  return ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
}

std::int64_t CaptureFile::readAt(std::int64_t offset, std::span<std::byte> out) const noexcept {
  if (offset < 0 || offset >= size_) return 0;
  const std::size_t wanted = std::min(out.size(), static_cast<std::size_t>(size_ - offset));
  std::size_t done = 0;
  while (done < wanted) {
    const ssize_t got =
        ::pread(descriptor_, out.data() + done, wanted - done, offset + static_cast<std::int64_t>(done));
    if (got > 0) {
      done += static_cast<std::size_t>(got);
    } else if (got == 0) {
      break;  // the file was cut shorter meanwhile
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return static_cast<std::int64_t>(done);
}

}  // namespace gradevault::media
