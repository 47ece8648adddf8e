#pragma once

#include <span>
#include <string>

namespace gradevault::auth {

/// RFC 4648 §5, without padding: 32 bytes become 43 characters.
[[nodiscard]] std::string base64url(std::span<const unsigned char> bytes);

}  // namespace gradevault::auth
