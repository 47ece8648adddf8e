#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "request_head.hpp"

namespace gradevault::http {

/// What stands on every answer: Date, the browser's safety switches, and CORS for an origin that is allowed.
[[nodiscard]] Headers standingHeaders(const ServerSettings& settings, RouteClass kind,
                                      std::string_view origin);

/// Whether this is a browser's question before a request from another origin.
[[nodiscard]] bool isPreflight(const RequestHead& head);
/// The answer: what an allowed origin may do; nothing for another origin.
[[nodiscard]] std::optional<Headers> preflightHeaders(const ServerSettings& settings, const RequestHead& head,
                                                      std::string_view allow);

}  // namespace gradevault::http
