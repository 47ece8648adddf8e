#pragma once

#include <string_view>

namespace gradevault::http {

/// The name in a Host header or a URL's authority: "example.org:8080" → "example.org", "[::1]:80" → "::1".
[[nodiscard]] std::string_view hostName(std::string_view host);

}  // namespace gradevault::http
