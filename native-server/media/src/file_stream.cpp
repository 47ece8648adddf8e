#include "file_stream.hpp"

#include <cstdio>
#include <utility>

namespace gradevault::media {
namespace {

constexpr int bufferBytes = 64 * 1024;

}  // namespace

FileStream::FileStream(std::shared_ptr<const CaptureFile> file) : file_(std::move(file)) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(bufferBytes));
  if (buffer == nullptr) return;
  context_.reset(
      avio_alloc_context(buffer, bufferBytes, 0, this, &FileStream::read, nullptr, &FileStream::seek));
  if (!context_) av_free(buffer);
}

int FileStream::read(void* self, std::uint8_t* buffer, int size) {
  auto& stream = *static_cast<FileStream*>(self);
  if (size <= 0) return AVERROR(EINVAL);
  const std::int64_t got = stream.file_->readAt(
      stream.position_, {reinterpret_cast<std::byte*>(buffer), static_cast<std::size_t>(size)});
  if (got == 0) return AVERROR_EOF;
  if (got < 0) {
    if (stream.error_ == 0) stream.error_ = static_cast<int>(-got);
    return AVERROR(static_cast<int>(-got));
  }
  stream.position_ += got;
  return static_cast<int>(got);
}

std::int64_t FileStream::seek(void* self, std::int64_t offset, int whence) {
  auto& stream = *static_cast<FileStream*>(self);
  std::int64_t from = 0;
  switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
      return stream.file_->size();
    case SEEK_SET:
      break;
    case SEEK_CUR:
      from = stream.position_;
      break;
    case SEEK_END:
      from = stream.file_->size();
      break;
    default:
      return AVERROR(EINVAL);
  }
  std::int64_t target = 0;
  if (__builtin_add_overflow(from, offset, &target) || target < 0) return AVERROR(EINVAL);
  stream.position_ = target;
  return target;
}

}  // namespace gradevault::media
