#pragma once

#include <filesystem>
#include <vector>

#include "gradevault/http/server.hpp"
#include "gradevault/result.hpp"

namespace gradevault::http {

/// Routes that serve the files of a folder of built pages, as they are listed now: what is not listed has no
/// route, so no path can lead out. Folders' index.html also answers for the folder ("/" for the root). Names
/// that begin with a dot and links are left out. Files whose name carries a hash, such as
/// `index-Bx3kQ9aT.js`, may be cached for a year; the others are asked for again each time (ETag). `FILE.br`
/// and `FILE.gz` are FILE in compressed form, sent to whoever takes it. Pages (.html) come with a content
/// security policy: their own files, WebAssembly, workers, and servers at any address. Errors:
/// unreadable_input.
[[nodiscard]] Result<std::vector<Route>> staticRoutes(const std::filesystem::path& folder);

/// "text/html; charset=utf-8" for .html and so on; "application/octet-stream" for what is not known.
[[nodiscard]] std::string mediaTypeOfName(std::string_view fileName);

}  // namespace gradevault::http
