#pragma once

#include <string>
#include <string_view>

namespace gradevault::delivery {

/// HMAC-SHA256 (RFC 2104): 32 bytes.
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view text);
/// SHA-256 as 64 lower-case hex digits.
[[nodiscard]] std::string sha256Hex(std::string_view text);
[[nodiscard]] std::string hex(std::string_view bytes);

}  // namespace gradevault::delivery
