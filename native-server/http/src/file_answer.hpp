#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "byte_ranges.hpp"
#include "gradevault/process/file_descriptor.hpp"
#include "request_head.hpp"

namespace gradevault::http {

/// How a file answers a request: conditions and ranges looked at, nothing read yet.
struct FileAnswer {
  int status = 200;  ///< 200, 206, 304 or 416
  Headers headers;
  process::FileDescriptor file;
  std::int64_t size = 0;
  std::vector<ByteRange> ranges;  ///< for 206
};

/// Nothing where the file cannot be opened, or is not a regular one.
[[nodiscard]] std::optional<FileAnswer> answerWithFile(const FileBody& body, const RequestHead& head);

/// The next bytes of a file, at most `size`; -1 on an error, 0 where it ends early.
[[nodiscard]] std::int64_t readAt(int file, char* into, std::size_t size, std::int64_t offset) noexcept;

}  // namespace gradevault::http
