#include "address_space.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "gradevault/process/system_error.hpp"
#include "sanitizers.hpp"

namespace gradevault::sandbox {

Result<AddressSpace> AddressSpace::limited(std::int64_t more) {
  AddressSpace space;
  if (sanitized) return space;
  space.status_ = process::FileDescriptor(::open("/proc/self/status", O_RDONLY | O_CLOEXEC));
  const std::optional<std::int64_t> now = space.bytesOf("VmSize:");
  if (!now) return Error{ErrorCode::internal, "/proc/self/status cannot be read; mount /proc"};
  space.limit_ = *now + more;
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0) return process::systemError("asking for limits", errno);
  const rlim_t given = std::min(limit.rlim_cur, limit.rlim_max);
  if (given < static_cast<rlim_t>(space.limit_ + margin)) {  // somebody's lower limit stays
    space.limit_ = static_cast<std::int64_t>(given) - margin;
    if (space.limit_ <= *now) {
      return Error{ErrorCode::internal, "the address space is limited to " + std::to_string(given >> 20) +
                                            " MiB from outside, which is too little for a decoder; raise it"};
    }
  }
  const auto most = static_cast<rlim_t>(space.limit_ + margin);
  limit = {most, most};
  if (::setrlimit(RLIMIT_AS, &limit) != 0) return process::systemError("limiting the address space", errno);
  return space;
}

bool AddressSpace::exceeded() const {
  if (!status_.valid()) return false;
  const std::optional<std::int64_t> peak = bytesOf("VmPeak:");
  return !peak || *peak > limit_;
}

std::optional<std::int64_t> AddressSpace::bytesOf(const char* field) const {
  std::array<char, 4096> text{};
  const ssize_t size = ::pread(status_.number(), text.data(), text.size() - 1, 0);
  if (size <= 0) return std::nullopt;
  const char* found = std::strstr(text.data(), field);
  if (found == nullptr) return std::nullopt;
  return std::int64_t{1024} * std::strtoll(found + std::strlen(field), nullptr, 10);
}

}  // namespace gradevault::sandbox
