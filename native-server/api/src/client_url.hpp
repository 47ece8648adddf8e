#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gradevault/outgoing/http_client.hpp"

namespace gradevault::api {

inline constexpr std::size_t longestUrl = 2048;

/// What is wrong with a URL that this server is to visit, as far as its text tells: form, scheme, and the
/// host where that is an address. Which address is behind a name is judged when it is visited, on the
/// connected socket.
[[nodiscard]] std::optional<std::string> complaintAboutUrl(std::string_view url,
                                                           const outgoing::AddressPolicy& reachable);

}  // namespace gradevault::api
