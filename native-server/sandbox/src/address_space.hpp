#pragma once

#include <cstdint>
#include <optional>

#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::sandbox {

/// This process's address space and its limit. FFmpeg takes a failed allocation for a damaged packet and goes
/// on, which must not become a result. So the kernel's limit lies a margin over ours, the margin is as large
/// as the largest single allocation (FFmpeg's is limited to it), and the high-water mark is looked at: while
/// that is below our limit, no allocation can have failed.
class AddressSpace {
 public:
  static constexpr std::int64_t margin = std::int64_t{1} << 30;

  /// Limits it to what it is now and `more` bytes, or to what an outer limit leaves. Errors: internal, where
  /// /proc is not to be had, or the outer limit leaves nothing.
  [[nodiscard]] static Result<AddressSpace> limited(std::int64_t more);

  /// Whether the limit was ever passed. Needs no file to be opened.
  [[nodiscard]] bool exceeded() const;

 private:
  [[nodiscard]] std::optional<std::int64_t> bytesOf(const char* field) const;

  process::FileDescriptor status_;  ///< /proc/self/status
  std::int64_t limit_ = 0;
};

}  // namespace gradevault::sandbox
