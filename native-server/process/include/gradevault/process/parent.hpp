#pragma once

namespace gradevault::process {

/// The descriptor that a process of ours finds its parent's socket on, when one started it by ChildProcess.
inline constexpr int parentSocket = 3;

/// Whether such a parent started this process; somebody who runs its command by hand did not.
[[nodiscard]] bool hasParentSocket();

/// From here on this process is killed when the thread that started it ends, and goes by `name` (15 letters
/// at most) in lists of processes. Does not return when the parent has ended already.
void endWithParent(const char* name);

}  // namespace gradevault::process
