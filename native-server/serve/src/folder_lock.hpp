#pragma once

#include <filesystem>

#include "gradevault/process/file_descriptor.hpp"
#include "gradevault/result.hpp"

namespace gradevault::serve {

/// One server a data folder: held as long as the descriptor is open, and let go of however the process ends.
/// Errors: write_failed, when another one has it or the folder cannot be written.
[[nodiscard]] Result<process::FileDescriptor> lockFolder(const std::filesystem::path& folder);

}  // namespace gradevault::serve
