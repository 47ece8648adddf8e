#pragma once

#include <optional>
#include <string>

#include "address_space.hpp"
#include "gradevault/result.hpp"
#include "wire.hpp"

namespace gradevault::sandbox {

/// What holds this process.
struct Confinement {
  AddressSpace space;
  std::optional<int> landlock;            ///< its version
  std::optional<std::string> unfiltered;  ///< why system calls are not filtered
};

/// Shuts this process in, for good: limits of memory, processor time and descriptors, no core dump, nothing
/// to be written, no privileges to be gained, no files, a filter of system calls. Before it looks at anything
/// that a stranger made. Errors: unsupported, where the kernel gives no filter and the request asks for one;
/// internal, where a limit is refused.
[[nodiscard]] Result<Confinement> shutIn(const OpenRequest& request);

}  // namespace gradevault::sandbox
