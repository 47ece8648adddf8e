#pragma once

#include <cstdint>
#include <memory>

#include "capture_file.hpp"
#include "ffmpeg_handles.hpp"

namespace gradevault::media {

/// FFmpeg's only way to our bytes: an AVIOContext over one CaptureFile. Stays where it is, for FFmpeg keeps
/// its address.
class FileStream {
 public:
  explicit FileStream(std::shared_ptr<const CaptureFile> file);
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  /// Null only when memory ran out.
  [[nodiscard]] AVIOContext* context() const noexcept { return context_.get(); }
  /// errno of the first read that failed, 0 while all went well.
  [[nodiscard]] int error() const noexcept { return error_; }

 private:
  static int read(void* self, std::uint8_t* buffer, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);

  std::shared_ptr<const CaptureFile> file_;
  std::int64_t position_ = 0;
  int error_ = 0;
  IoHandle context_;
};

}  // namespace gradevault::media
