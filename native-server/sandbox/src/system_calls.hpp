#pragma once

#include "gradevault/result.hpp"

namespace gradevault::sandbox {

/// Leaves this process, all its threads, for ever only the system calls that decoding needs: memory, threads,
/// clocks, and messages over what is open already. To open a file fails as without permission, because
/// libraries probe some; what no decoder ever asks for (sockets, programs, other processes, …) ends the
/// process with SIGSYS; everything else fails as unknown to the kernel.
/// Errors: unsupported, when this kernel has no such filter.
[[nodiscard]] Status filterSystemCalls();

}  // namespace gradevault::sandbox
