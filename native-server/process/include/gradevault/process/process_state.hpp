#pragma once

#include <sys/types.h>

#include <optional>

namespace gradevault::process {

/// The letter that proc(5) has for a process: R, S, D run or wait; T is stopped by a signal, t by a debugger;
/// Z, X have ended. Absent: there is no such process, or no /proc.
[[nodiscard]] std::optional<char> processState(pid_t process);

}  // namespace gradevault::process
