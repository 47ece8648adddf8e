#pragma once

#include <string>
#include <string_view>

namespace gradevault::delivery {

/// RFC 3986's unreserved characters stay, all others become %XX: what SigV4 calls UriEncode.
[[nodiscard]] std::string uriEncoded(std::string_view text);
/// The same, with '/' left as it is.
[[nodiscard]] std::string uriEncodedPath(std::string_view path);

}  // namespace gradevault::delivery
