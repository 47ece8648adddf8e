#pragma once

#include <cstdint>

namespace gradevault::module {

/// From now on counts the allocations that fail, in this whole program; they throw std::bad_alloc as ever.
/// What is below here turns that into an error like any other, and the page ought to know that memory was the
/// reason.
void watchAllocations() noexcept;
[[nodiscard]] std::uint32_t failedAllocations() noexcept;

}  // namespace gradevault::module
