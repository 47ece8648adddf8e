#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::report_json {

using Json = nlohmann::ordered_json;

// An hour at 60 frames a second makes 2 million values and 40 MB; a million empty arrays take 60 MB of
// memory.
inline constexpr std::size_t maxTextBytes = std::size_t{128} << 20;
inline constexpr std::size_t maxValues = 8'000'000;
inline constexpr std::size_t maxDepth = 64;

/// One JSON text (RFC 8259, UTF-8). Errors: invalid_argument with line and column for a text that is none, is
/// over a limit, or names a member twice in one object (readers disagree on which one counts).
[[nodiscard]] Result<Json> parseJson(std::string_view text);

}  // namespace gradevault::report_json
