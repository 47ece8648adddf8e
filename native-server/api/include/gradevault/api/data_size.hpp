#pragma once

#include <cstdint>
#include <filesystem>

namespace gradevault::api {

/// Bytes on disk under `folder`; a file with several names counts once.
[[nodiscard]] std::int64_t bytesUnder(const std::filesystem::path& folder);

}  // namespace gradevault::api
