#pragma once

#include <optional>

namespace gradevault::sandbox {

/// Takes every right to the file system from this thread and those that it starts, by Landlock: a second lock
/// behind the filter of system calls. The version of the kernel's Landlock, or nothing where it has none.
std::optional<int> renounceFiles();

}  // namespace gradevault::sandbox
