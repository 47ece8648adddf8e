#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace gradevault::worker {

/// Resident bytes of a process and all its descendants: what each has for itself, and the largest of what
/// each shares, so that pictures which a decoder hands over are not counted twice. 0 for a process that is
/// gone.
[[nodiscard]] std::int64_t residentBytes(pid_t process, const std::filesystem::path& proc = "/proc");

/// How many processes of this machine the kernel has ended for want of memory since it started; 0 where it
/// does not say.
[[nodiscard]] std::int64_t outOfMemoryKills(const std::filesystem::path& proc = "/proc");

}  // namespace gradevault::worker
