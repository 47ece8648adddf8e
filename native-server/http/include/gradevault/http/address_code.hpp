#pragma once

#include <string>
#include <string_view>

#include "gradevault/result.hpp"

namespace gradevault::http {

/// A QR code of an address (up to 300 bytes) for a terminal: lines of half blocks, two rows of modules a
/// line, with its quiet zone. `coloured` sets black on white by escape sequences; without, light modules are
/// blocks, which is right on a dark terminal. Errors: invalid_argument (empty or too long).
[[nodiscard]] Result<std::string> addressCode(std::string_view address, bool coloured);

}  // namespace gradevault::http
