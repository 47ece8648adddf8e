#pragma once

namespace gradevault::cli {

/// From here on the first Ctrl-C (or SIGTERM) is only noted, so that the work can end cleanly; a second one ends the
/// program at once.
void catchInterrupts();

/// Whether one has come.
[[nodiscard]] bool wasInterrupted() noexcept;

}  // namespace gradevault::cli
