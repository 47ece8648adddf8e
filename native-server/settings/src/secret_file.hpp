#pragma once

#include <filesystem>
#include <string>

#include "gradevault/result.hpp"

namespace gradevault::settings {

/// The first line of a small file, without its end. Errors (invalid_argument), without the secret: cannot be
/// read, is empty, has more than one line or more than 8 KiB.
[[nodiscard]] Result<std::string> readSecret(const std::filesystem::path& path);

}  // namespace gradevault::settings
