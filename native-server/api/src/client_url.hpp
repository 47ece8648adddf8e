#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gradevault::api {

inline constexpr std::size_t longestUrl = 2048;

/// What is wrong with the form of a URL that this server is to visit: it is absolute, http or https, has a
/// host and no user or password in it, and holds printable ASCII only. Which addresses may be reached is
/// judged when it is visited, on the connected socket (outgoing/).
[[nodiscard]] std::optional<std::string> complaintAboutUrl(std::string_view url);

}  // namespace gradevault::api
