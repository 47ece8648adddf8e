#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gradevault::jobs {

/// Fills with the kernel's random bytes; waits only while the machine has just started.
void fillRandom(std::span<std::byte> bytes);

/// `prefix` and `length` of 32 letters and digits (no i, l, o, u, which people misread): 5 random bits each,
/// so 26 are 130 bits that nobody guesses.
[[nodiscard]] std::string randomId(std::string_view prefix, std::size_t length);

}  // namespace gradevault::jobs
