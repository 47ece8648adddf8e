#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gradevault::http {

/// Both ends included.
struct ByteRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// What of `size` bytes a Range header asks for (RFC 9110, 14.2): nothing where it is not understood, holds
/// more than 16 ranges or more than two that overlap (the whole is sent then); empty where none can be
/// satisfied (416).
[[nodiscard]] std::optional<std::vector<ByteRange>> parseByteRanges(std::string_view header,
                                                                    std::int64_t size);

}  // namespace gradevault::http
