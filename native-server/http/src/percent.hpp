#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gradevault::http {

/// Decodes %XX; nothing where the encoding is broken or yields a control character.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text, bool plusIsSpace = false);

/// A path's parts, decoded: "/a/b%20c/" is {"a", "b c", ""}. Nothing where it cannot be decoded or holds "."
/// or ".." (which say different things to different readers).
[[nodiscard]] std::optional<std::vector<std::string>> pathParts(std::string_view path);

/// The value of the first parameter of that name, decoded as HTML forms are.
[[nodiscard]] std::optional<std::string> queryParameter(std::string_view query, std::string_view name);

}  // namespace gradevault::http
