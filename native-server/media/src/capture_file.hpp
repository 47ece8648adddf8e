#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "gradevault/result.hpp"

namespace gradevault::media {

/// The capture's bytes: a regular file held open and read by position, so that several readers share it and
/// all see the same file even when the name is given to another one meanwhile. Its size is the one at
/// opening.
class CaptureFile {
 public:
  /// Errors (unreadable_input): missing, no permission, a folder or another thing that is no file, empty,
  /// over `maxBytes`.
  [[nodiscard]] static Result<std::shared_ptr<const CaptureFile>> open(const std::filesystem::path& path,
                                                                       std::int64_t maxBytes);
  /// The same of a descriptor that is open for reading, which is closed with this, or when it fails.
  [[nodiscard]] static Result<std::shared_ptr<const CaptureFile>> adopt(int descriptor,
                                                                        std::filesystem::path name,
                                                                        std::int64_t maxBytes);
  CaptureFile(const CaptureFile&) = delete;
  CaptureFile& operator=(const CaptureFile&) = delete;
  ~CaptureFile();

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] std::int64_t size() const noexcept { return size_; }
  /// The same open file under a number of its own, close-on-exec; −1 and errno when there are no more
  /// numbers.
  [[nodiscard]] int duplicate() const noexcept;

  /// How many bytes came from `offset` on (fewer than asked only at the end, 0 behind it), or −errno.
  [[nodiscard]] std::int64_t readAt(std::int64_t offset, std::span<std::byte> out) const noexcept;

 private:
  CaptureFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  std::filesystem::path path_;
  int descriptor_;
  std::int64_t size_ = 0;
};

}  // namespace gradevault::media
