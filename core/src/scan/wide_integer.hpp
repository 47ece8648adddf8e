#pragma once

#include <cstdint>

namespace gradevault {

__extension__ typedef unsigned __int128 Uint128;

/// numerator / denominator as a double, rounded once, to nearest (ties to even), whatever the compiler's
/// run-time library does. Precondition: denominator > 0 (below 2^63, so that 64 bits of the quotient are
/// always there).
[[nodiscard]] double roundedQuotient(Uint128 numerator, std::uint64_t denominator) noexcept;

}  // namespace gradevault
