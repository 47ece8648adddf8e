#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "gradevault/device_process/device_process.hpp"

namespace gradevault::testing {

/// Starts the child of these tests with a fault; the deadlines are short for a hang and long for everything
/// else.
[[nodiscard]] device_process::Launch faultyLaunch(const std::string& stage = "", const std::string& kind = "",
                                                  int frame = 0);

[[nodiscard]] std::vector<pid_t> everyProcess();
/// 0 when it is not there.
[[nodiscard]] pid_t parentOf(pid_t id);
/// This process's children that still run or were not reaped.
[[nodiscard]] std::vector<pid_t> children();
/// Whether the process is there, and more than a zombie.
[[nodiscard]] bool runs(pid_t id);
/// Descriptors that the process has open, in order; its own while it looks are left out.
[[nodiscard]] std::vector<int> openDescriptors(pid_t id);

}  // namespace gradevault::testing
