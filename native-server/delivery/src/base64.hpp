#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gradevault::delivery {

/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
/// Absent for anything that `base64` would not have written.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);

}  // namespace gradevault::delivery
